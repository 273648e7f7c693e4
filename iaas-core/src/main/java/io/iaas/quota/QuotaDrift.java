package io.iaas.quota;

/**
 * A resource of which a project is charged with another amount than its machines and images take.
 *
 * @param resource the resource
 * @param charged what the project is charged with
 * @param held what its machines and images add up to
 */
public record QuotaDrift(QuotaResource resource, long charged, long held) {}
