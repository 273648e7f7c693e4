package io.iaas.libvirt;

/**
 * How domains run on a host, and why.
 *
 * @param virtualization how
 * @param reason why, in words, to complete {@code "because ..."}
 */
record Verdict(Virtualization virtualization, String reason) {}
