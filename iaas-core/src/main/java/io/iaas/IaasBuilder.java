package io.iaas;

import io.iaas.error.InvalidInputException;
import io.iaas.image.DownloadPolicy;
import io.iaas.internal.engine.EngineSettings;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.observe.IaasObserver;
import io.iaas.spi.queue.OperationQueue;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Gathers what an instance is made of. A hypervisor is required. Not safe for use by many threads. */
public final class IaasBuilder {
    private static final int DEFAULT_WORKERS = 8;
    private static final int MAX_WORKERS = 1000;
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_TOKEN = Duration.ofMillis(1);
    private static final Duration LONGEST_TOKEN = Duration.ofDays(365);

    Optional<Repositories> repositories = Optional.empty();
    private Optional<Hypervisor> hypervisor = Optional.empty();
    Optional<OperationQueue> queue = Optional.empty();
    Optional<IaasObserver> observer = Optional.empty();
    DownloadPolicy downloads = DownloadPolicy.publicOnly();
    TimeSource timeSource = TimeSource.system();
    int workers = DEFAULT_WORKERS;
    private Duration closeTimeout = Duration.ofSeconds(30);
    private Duration lease = Duration.ofSeconds(30);
    private Duration grace = Duration.ofSeconds(60);
    Duration answerLimit = Duration.ofSeconds(5);
    private int attempts = 5;
    private int undoAttempts = 12;
    boolean followHosts = true;
    Duration tokenLifetime = Duration.ofHours(1);

    IaasBuilder() {}

    /** Sets the database; in memory when none is set. The instance closes it. */
    public IaasBuilder repositories(Repositories chosen) {
        repositories = Optional.of(chosen);
        return this;
    }

    /** Sets the host. The instance closes the driver. */
    public IaasBuilder hypervisor(Hypervisor chosen) {
        hypervisor = Optional.of(chosen);
        return this;
    }

    /** Sets what carries wake-ups; within this process when none is set. The instance closes it. */
    public IaasBuilder queue(OperationQueue chosen) {
        queue = Optional.of(chosen);
        return this;
    }

    /**
     * Sets who learns what the instance does, for metrics; nobody when none is set, and then nothing is measured.
     * One observer for one instance, which closes it.
     */
    public IaasBuilder observer(IaasObserver chosen) {
        observer = Optional.of(chosen);
        return this;
    }

    /** Sets what images may be downloaded from; {@link DownloadPolicy#publicOnly} when none is set. */
    public IaasBuilder downloads(DownloadPolicy chosen) {
        downloads = chosen;
        return this;
    }

    /** Sets the time that waits live by; the system's when none is set. */
    public IaasBuilder timeSource(TimeSource chosen) {
        timeSource = chosen;
        return this;
    }

    /** Sets how many operations run at once in this process, 0 to 1,000; with 0 it only submits and reads. */
    public IaasBuilder workers(int number) {
        if (number < 0 || number > MAX_WORKERS) {
            throw new InvalidInputException("workers must be 0 to " + MAX_WORKERS + ", not " + number);
        }
        workers = number;
        return this;
    }

    /** Sets how long {@link Iaas#close} lets running operations go on; 30 s when not set. */
    public IaasBuilder closeTimeout(Duration limit) {
        if (limit.isNegative()) {
            throw new InvalidInputException("the close time-out must not be negative");
        }
        closeTimeout = limit;
        return this;
    }

    /**
     * Sets how soon the operations of a process that died are taken over: when its lease has ended, and the grace
     * has passed. 30 s and 60 s when not set.
     *
     * @param claim how long a worker's claim on an operation holds without renewal, at least 1 s; workers renew it
     *     four times as often, and stop themselves when a fifth of it is left
     * @param untilTakeover how long others wait after that: longer than the longest call to the hypervisor, so that
     *     no call of the dead process is still under way
     */
    public IaasBuilder leases(Duration claim, Duration untilTakeover) {
        if (claim.compareTo(SHORTEST_LEASE) < 0 || untilTakeover.isNegative()) {
            throw new InvalidInputException("a lease is at least " + SHORTEST_LEASE + " and its grace not negative");
        }
        lease = claim;
        grace = untilTakeover;
        return this;
    }

    /**
     * Sets how long lists and look-ups wait for a host before its machines are
     * {@link io.iaas.compute.VmState#UNKNOWN}; 5 s when not set. While a host is silent for longer than that, nobody
     * waits for it again.
     */
    public IaasBuilder answerLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new InvalidInputException("the time limit of a host's answer must be positive");
        }
        answerLimit = limit;
        return this;
    }

    /**
     * Sets how often an operation is tried before the engine turns or gives up.
     *
     * @param forward how often it is claimed to go forward before it is undone; 5 when not set
     * @param undo how often its undo is tried, with growing pauses, before it is blocked; 12 when not set
     */
    public IaasBuilder attempts(int forward, int undo) {
        if (forward < 1 || undo < 1) {
            throw new InvalidInputException("an operation is tried at least once in each direction");
        }
        attempts = forward;
        undoAttempts = undo;
        return this;
    }

    /**
     * Sets whether the records follow what the host tells of guests that change by themselves, where its driver can
     * tell; they do when not set. One process of several that share a database is enough; without any, reconciling
     * finds what differs.
     */
    public IaasBuilder followHosts(boolean follow) {
        followHosts = follow;
        return this;
    }

    /** Sets how long a token is valid from its issue on, in whole milliseconds, up to 365 days; 1 h when not set. */
    public IaasBuilder tokenLifetime(Duration lifetime) {
        if (lifetime.compareTo(SHORTEST_TOKEN) < 0 || lifetime.compareTo(LONGEST_TOKEN) > 0) {
            throw new InvalidInputException("the lifetime of a token is 1 ms to " + LONGEST_TOKEN.toDays() + " days");
        }
        tokenLifetime = lifetime.truncatedTo(ChronoUnit.MILLIS);
        return this;
    }

    /**
     * Builds the instance and sets it to work. No host need be reachable.
     *
     * @throws InvalidInputException when no hypervisor is set
     * @throws io.iaas.spi.repository.RepositoryException when the database does not answer
     */
    public Iaas build() {
        return new Iaas(this, hypervisor.orElseThrow(() -> new InvalidInputException("an Iaas needs a hypervisor")));
    }

    EngineSettings engineSettings() {
        return new EngineSettings(
                UUID.randomUUID().toString(),
                workers,
                lease,
                grace,
                Duration.ofSeconds(1),
                attempts,
                undoAttempts,
                closeTimeout);
    }
}
