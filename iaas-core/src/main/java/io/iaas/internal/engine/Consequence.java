package io.iaas.internal.engine;

import io.iaas.spi.repository.RepositorySession;
import java.util.function.Consumer;

/**
 * What follows in the records from the effect of a step.
 *
 * @param records writes it
 * @param refusable whether the records may refuse it, which fails the step
 */
public record Consequence(Consumer<RepositorySession> records, boolean refusable) {
    /** Returns one that nothing can refuse. It is written with the operation's next write: at the latest, its next intent. */
    public static Consequence certain(Consumer<RepositorySession> records) {
        return new Consequence(records, false);
    }

    /** Returns one that may be refused. It is written at once, so that the step fails by it, and not what comes next. */
    public static Consequence refusable(Consumer<RepositorySession> records) {
        return new Consequence(records, true);
    }
}
