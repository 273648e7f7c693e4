package io.iaas.internal.engine;

import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.time.TimeSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the engine and its steps work with.
 *
 * @param repositories the database
 * @param hypervisor the host
 * @param time what waits live by
 * @param ticks the monotonic clock in nanoseconds that workers measure their leases by; it must keep step with the
 *     database's clock, which waits need not
 * @param names how resources on the host are named
 * @param attachments the streams that operations of this process read from
 * @param news who learns how operations go
 */
public record Environment(
        Repositories repositories,
        Hypervisor hypervisor,
        TimeSource time,
        LongSupplier ticks,
        ResourceNames names,
        Attachments attachments,
        News news) {
    /** Gathers the same where nobody learns how operations go. */
    public Environment(
            Repositories repositories,
            Hypervisor hypervisor,
            TimeSource time,
            LongSupplier ticks,
            ResourceNames names,
            Attachments attachments) {
        this(repositories, hypervisor, time, ticks, names, attachments, new News(Optional.empty()));
    }
}
