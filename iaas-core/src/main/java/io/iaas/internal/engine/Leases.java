package io.iaas.internal.engine;

import io.iaas.operation.OperationId;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.RepositoryException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the claims of this process alive, and ends the workers of those that were lost. */
final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final Environment environment;
    private final EngineSettings settings;
    private final Map<OperationId, RunningOperation> running = new ConcurrentHashMap<>();

    Leases(Environment environment, EngineSettings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    Optional<RunningOperation> running(OperationId id) {
        return Optional.ofNullable(running.get(id));
    }

    int count() {
        return running.size();
    }

    void add(RunningOperation operation) {
        running.put(operation.claim().operation(), operation);
    }

    void remove(RunningOperation operation) {
        running.remove(operation.claim().operation(), operation);
        operation.end();
    }

    /**
     * Ends this process' own earlier worker on an operation that was claimed again, and waits for its end. A worker that
     * was stopped between its claim and this may itself be the earlier one.
     */
    void endOlder(Claim claim) throws InterruptedException {
        RunningOperation older = running.get(claim.operation());
        if (older != null && older.claim().epoch() > claim.epoch()) {
            throw new LeaseLostException("it was claimed again by this process");
        }
        if (older != null) {
            older.lose();
            if (!older.awaitEnd(settings.grace())) {
                throw new LeaseLostException("an earlier worker of this process is still in a call");
            }
        }
    }

    /** Has every running operation give its claim back at its next look, in the order of their submission. */
    void handOver() {
        LOG.info("handing over {} running operations at close", running.size());
        running.values().stream()
                .sorted(Comparator.comparing(
                        operation -> operation.claim().operation().toString()))
                .forEach(RunningOperation::handOver);
    }

    /** Extends all claims of this process; called several times within a lease. */
    void renew() {
        Set<Claim> claims =
                running.values().stream().map(RunningOperation::claim).collect(Collectors.toSet());
        if (claims.isEmpty()) {
            return;
        }
        long began = environment.ticks().getAsLong();
        try {
            Collection<Claim> held = environment
                    .repositories()
                    .write(session -> session.operations().renew(claims, settings.lease()));
            Duration usable = settings.lease().minus(settings.margin());
            running.values().stream()
                    .filter(operation -> claims.contains(operation.claim()))
                    .forEach(operation -> {
                        if (held.contains(operation.claim())) {
                            operation.renewed(began, usable);
                        } else {
                            operation.lose();
                        }
                    });
        } catch (RepositoryException e) {
            LOG.warn("cannot renew {} leases now: {}", claims.size(), e.getMessage());
        }
    }
}
