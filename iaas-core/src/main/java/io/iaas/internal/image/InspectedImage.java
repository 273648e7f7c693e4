package io.iaas.internal.image;

/**
 * What an inspection has proven.
 *
 * @param virtualSizeBytes the size of the disk that a guest sees, a multiple of 512
 * @param fileSizeBytes the size of the file
 */
public record InspectedImage(ImageFormat format, long virtualSizeBytes, long fileSizeBytes) {}
