package io.iaas.internal.engine.simulation;

import io.iaas.image.ImageSpec;
import io.iaas.internal.compute.VmDefinitions;
import io.iaas.internal.engine.Definitions;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.internal.image.ImageDefinitions;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedGuest;
import io.iaas.memory.SimulatedHost;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One history, which follows from its seed: some processes, clients and a foreigner, until everything has come to rest. */
final class History {
    static final Definitions DEFINITIONS = new Definitions(
            Stream.<OperationDefinition<?>>concat(VmDefinitions.all().stream(), ImageDefinitions.all().stream())
                    .toList());

    private static final Duration LONGER_THAN_A_TAKEOVER = Node.SETTINGS
            .lease()
            .plus(Node.SETTINGS.grace())
            .plus(Node.SETTINGS.poll().multipliedBy(3));

    final long seed;
    final Random random;
    final Baton baton;
    final Chaos chaos;
    final Effects effects;
    final Tally tally = new Tally();
    final TimeOrderedIds ids = new TimeOrderedIds();
    final Repositories database;
    final SimulatedHost host;
    final ResourceNames names;
    final ImageFiles files;
    final Foreigner foreigner;
    final Weather weather;

    private final List<Node> nodes = new ArrayList<>();
    private int started;
    private int clients;
    private boolean over;

    History(long seed, ImageFiles files, ExecutorService threads) {
        this.seed = seed;
        this.files = files;
        this.random = new Random(seed);
        this.weather = Weather.of(seed, random);
        this.baton = new Baton(random, threads);
        this.chaos = new Chaos(random, weather, baton, tally);
        this.effects = new Effects(this, weather.lateEffects());
        this.database = InMemoryRepositories.create(baton);
        this.host = SimulatedHost.builder().time(baton).guests(spec -> guest()).build();
        this.names = new ResourceNames(database.read(RepositorySession::installation));
        this.foreigner = new Foreigner(this);
    }

    private SimulatedGuest guest() {
        return switch (random.nextInt(4)) {
            case 0 -> SimulatedGuest.dead();
            case 1 -> SimulatedGuest.booting().deafToRequests();
            default -> SimulatedGuest.booting();
        };
    }

    /** Lives through the history and returns what is wrong at its end. */
    List<String> run() throws InterruptedException {
        baton.start("director", Optional.empty(), Duration.ZERO, this::direct);
        Optional<Throwable> failure = baton.run();
        tally.histories = 1;
        tally.turns = baton.trace().size();
        tally.longestNanos = baton.nanoTime();
        List<String> wrong = new ArrayList<>();
        failure.map(History::text).ifPresent(text -> wrong.add(text + open()));
        if (failure.isEmpty()) {
            wrong.addAll(new Checker(this).wrong());
        }
        return wrong;
    }

    private String open() {
        return Records.of(database).open().stream()
                .map(operation -> "\nopen: " + operation + " " + operation.status())
                .collect(Collectors.joining());
    }

    private static String text(Throwable failure) {
        return failure instanceof AssertionError ? String.valueOf(failure.getMessage()) : Stacks.of(failure);
    }

    private void direct() {
        int processes = 1 + random.nextInt(3);
        for (int i = 0; i < processes; i++) {
            startNode(Duration.ofMillis(random.nextInt(2_000)));
        }
        nodes.get(0).images().importImage(ImageSpec.disk("image-0", files.disk()));
        nodes.get(0).images().importImage(ImageSpec.directBoot("image-1", files.kernel(), files.initrd()));
        awaitRest();
        chaos.breakLoose();
        clients = 1 + random.nextInt(3);
        for (int i = 1; i <= clients; i++) {
            Client client = new Client(this, 3 + random.nextInt(6));
            baton.start("client-" + i, Optional.empty(), Duration.ZERO, client::run);
        }
        baton.start("foreigner", Optional.empty(), Duration.ZERO, foreigner::run);
        while (!clientsDone()) {
            pause(Duration.ofSeconds(1));
        }
        pause(Duration.ofMillis(random.nextInt(60_000)));
        chaos.calmDown();
        baton.note("chaos ends");
        awaitRest();
        recoverAgain();
        shutDown();
    }

    /** The second recovery finds nothing to do. */
    private void recoverAgain() {
        shutDown();
        over = false;
        Records before = Records.of(database);
        int changes = effects.changes();
        startNode(Duration.ZERO);
        pause(LONGER_THAN_A_TAKEOVER);
        if (effects.changes() != changes || !Records.of(database).equals(before)) {
            throw new AssertionError("a second recovery changed something");
        }
    }

    private void shutDown() {
        over = true;
        nodes.stream().filter(node -> !node.dead()).forEach(Node::shutDown);
        while (baton.actors().size() > 1) {
            pause(Duration.ofSeconds(1));
        }
        nodes.clear();
    }

    private void awaitRest() {
        while (!Records.of(database).open().isEmpty()
                || baton.actors().stream().anyMatch(actor -> actor.claim.isPresent())) {
            pause(Duration.ofSeconds(2));
        }
    }

    private void pause(Duration length) {
        try {
            baton.sleep(length);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the director", e);
        }
    }

    private void startNode(Duration delay) {
        started++;
        Node node = new Node("n" + started, this);
        nodes.add(node);
        node.start(delay);
    }

    /** A process that ended is started again, by whoever runs it. */
    void replace(Node node) {
        nodes.remove(node);
        if (!over) {
            startNode(Duration.ofMillis(random.nextInt(20_000)));
        }
    }

    Optional<Node> anyOpenNode() {
        List<Node> open = nodes.stream().filter(Node::open).toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
    }

    void clientDone() {
        clients--;
    }

    boolean clientsDone() {
        return clients == 0;
    }

    /** What disturbs guests disturbs whoever works on them. */
    void hurtAll() {
        baton.actors().forEach(actor -> actor.hurt = true);
    }

    void requireSecret(String text) {
        if (text.contains(Client.CANARY)) {
            throw violation("a secret is told: " + text);
        }
    }

    ProcessDied violation(String what) {
        baton.note("VIOLATION " + what);
        baton.fail(new AssertionError(what));
        return new ProcessDied("history");
    }
}
