package io.iaas.compute;

/**
 * What a disk did since the guest was started.
 *
 * @param device the disk as the host calls it, such as {@code vda}
 * @param readBytes bytes that the guest read
 * @param readRequests requests that it read them with
 * @param writtenBytes bytes that the guest wrote
 * @param writeRequests requests that it wrote them with
 */
public record DiskMetrics(String device, long readBytes, long readRequests, long writtenBytes, long writeRequests) {}
