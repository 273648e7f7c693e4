package io.iaas.internal.cloudinit;

/** Where something lies in an image: its first sector and its length in bytes. */
record IsoExtent(int sector, int length) {}
