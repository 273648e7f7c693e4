package io.iaas.internal.engine;

import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.time.TimeSource;

/**
 * What the engine and its steps work with.
 *
 * @param repositories the database
 * @param hypervisor the host
 * @param time what waits live by
 * @param names how resources on the host are named
 * @param attachments the streams that operations of this process read from
 */
public record Environment(
        Repositories repositories,
        Hypervisor hypervisor,
        TimeSource time,
        ResourceNames names,
        Attachments attachments) {}
