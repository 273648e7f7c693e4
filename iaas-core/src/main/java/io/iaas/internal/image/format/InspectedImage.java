package io.iaas.internal.image.format;

import io.iaas.image.DiskFormat;

/**
 * What an inspection has proven.
 *
 * @param virtualSizeBytes the size of the disk that a guest sees, a multiple of 512
 * @param fileSizeBytes the size of the file
 */
public record InspectedImage(DiskFormat format, long virtualSizeBytes, long fileSizeBytes) {}
