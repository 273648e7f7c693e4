package io.iaas.internal.engine.simulation;

import io.iaas.compute.VmState;
import io.iaas.image.ImageSpec;
import io.iaas.internal.engine.EngineSettings;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedGuest;
import io.iaas.memory.SimulatedHost;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** One history, which follows from its seed: processes, clients and others, until everything has come to rest. */
final class History {
    private static final Duration LONGER_THAN_A_TAKEOVER =
            Node.LEASE.plus(Node.GRACE).plusSeconds(6);

    final Random random;
    final Weather weather;
    final EngineSettings settings;
    final Baton baton;
    final Tally tally = new Tally();
    final Chaos chaos;
    final Effects effects;
    final Processes processes;
    final Foreigner foreigner;
    final Outcomes outcomes = new Outcomes(this);
    final TimeOrderedIds ids = new TimeOrderedIds();
    final Repositories database;
    final SimulatedHost host;
    final ResourceNames names;

    private final ImageFiles files;
    private int clients;

    History(long seed, ImageFiles files, ExecutorService threads) {
        this.files = files;
        this.random = new Random(seed);
        this.weather = Weather.of(seed, random);
        this.settings = settings(random);
        this.baton = new Baton(random, threads);
        this.chaos = new Chaos(random, weather, baton, tally);
        this.effects = new Effects(this);
        this.processes = new Processes(this);
        this.foreigner = new Foreigner(this);
        this.database = InMemoryRepositories.create(baton);
        this.host = SimulatedHost.builder().time(baton).guests(spec -> guest()).build();
        this.names = new ResourceNames(database.read(RepositorySession::installation));
    }

    /** Few tries make operations block. */
    private static EngineSettings settings(Random random) {
        return new EngineSettings(
                "node",
                1 + random.nextInt(2),
                Node.LEASE,
                Node.GRACE,
                Duration.ofSeconds(2),
                1 + random.nextInt(5),
                1 + random.nextInt(1 + random.nextInt(8)),
                Duration.ZERO);
    }

    private SimulatedGuest guest() {
        return switch (random.nextInt(4)) {
            case 0 -> SimulatedGuest.dead();
            case 1 -> SimulatedGuest.booting().deafToRequests();
            default -> SimulatedGuest.booting();
        };
    }

    /** Lives through the history and returns what is wrong at its end. */
    List<Wrong> run() throws InterruptedException {
        outside("director", this::direct);
        Optional<Throwable> failure = baton.run();
        tally.histories = 1;
        tally.turns = baton.trace().size();
        tally.longestNanos = baton.nanoTime();
        return failure.map(error -> List.of(new Wrong(text(error), "ended")))
                .orElseGet(() -> new Checker(this).wrong());
    }

    private String text(Throwable failure) {
        String open = Records.of(database).open().stream()
                .map(operation -> "\nopen: " + operation + " " + operation.status())
                .collect(Collectors.joining());
        return (failure instanceof AssertionError ? failure.getMessage() : Stacks.of(failure)) + open;
    }

    private void direct() {
        prepare();
        chaos.breakLoose();
        Operator operator = populate();
        while (!clientsDone()) {
            pause(Duration.ofSeconds(1));
        }
        pause(Duration.ofMillis(random.nextInt(60_000)));
        chaos.calmDown();
        baton.note("chaos ends");
        pause(processes.stoppedFor().plus(Chaos.LONGEST_DELAY));
        awaitRest();
        processes.awaitOpen();
        tidyUp(operator);
        recoverAgain();
    }

    private void prepare() {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            processes.start(Duration.ofMillis(random.nextInt(2_000)));
        }
        processes.call(node -> node.images().importImage(ImageSpec.disk("image-0", files.disk())));
        processes.call(
                node -> node.images().importImage(ImageSpec.directBoot("image-1", files.kernel(), files.initrd())));
        awaitRest();
    }

    private Operator populate() {
        Requests requests = new Requests(random, files);
        clients = 1 + random.nextInt(3);
        for (int i = 1; i <= clients; i++) {
            outside("client-" + i, new Client(this, requests, 3 + random.nextInt(6))::run);
        }
        Operator operator = new Operator(this);
        outside("operator", operator::run);
        outside("foreigner", foreigner::run);
        return operator;
    }

    /** Now that nothing fails any more, whatever was blocked or given up comes to its end. */
    private void tidyUp(Operator operator) {
        if (operator.retryAll()) {
            awaitRest();
        }
        if (operator.deleteWreckage()) {
            awaitRest();
        }
    }

    /** A second recovery finds nothing to do. */
    private void recoverAgain() {
        processes.close();
        Records before = Records.of(database);
        int changes = effects.changes();
        processes.start(Duration.ZERO);
        pause(LONGER_THAN_A_TAKEOVER);
        if (effects.changes() != changes || !Records.of(database).equals(before)) {
            throw new AssertionError("I7: a second recovery changed something");
        }
        processes.close();
    }

    private void awaitRest() {
        while (!Records.of(database).open().isEmpty()
                || leasesEnd()
                || baton.actors().stream().anyMatch(actor -> actor.claim.isPresent())) {
            pause(Duration.ofSeconds(2));
        }
    }

    /** Returns whether there are machines that their leases will take away; those in ERROR are the operator's first. */
    private boolean leasesEnd() {
        return Records.of(database).vms().stream()
                .anyMatch(vm -> vm.expiresAt().isPresent() && vm.state() != VmState.ERROR);
    }

    /** Starts a thread that is in no process. */
    private void outside(String name, Runnable body) {
        baton.start(name, Optional.empty(), Duration.ZERO, body);
    }

    /** Lets time pass for a thread that is in no process. */
    void pause(Duration length) {
        try {
            baton.sleep(length);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts those outside", e);
        }
    }

    void clientDone() {
        clients--;
    }

    boolean clientsDone() {
        return clients == 0;
    }

    /** Ends the history as one that went wrong; the caller throws what is returned. */
    ProcessDied violation(String what) {
        baton.note("VIOLATION " + what);
        baton.fail(new AssertionError(what));
        return new ProcessDied("history");
    }
}
