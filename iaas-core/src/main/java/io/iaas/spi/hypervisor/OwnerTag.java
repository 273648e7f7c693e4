package io.iaas.spi.hypervisor;

import java.util.UUID;

/**
 * The metadata that marks a domain as ours.
 *
 * @param installation the installation
 * @param projectId the project of the machine
 * @param vmId the machine
 * @param operationId the operation that made the domain
 * @param epoch the epoch under which that operation ran then
 */
public record OwnerTag(String installation, UUID projectId, UUID vmId, UUID operationId, long epoch) {}
