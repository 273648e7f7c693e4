package io.iaas.memory;

import io.iaas.spi.hypervisor.DomainEvent;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.hypervisor.StateReason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A domain of a simulated host. Guarded by the host's lock. */
final class SimulatedDomain {
    private final UUID uuid;
    private final String name;
    private String title;
    private Optional<DomainSpec> spec;
    private DomainState state = DomainState.OFF;
    private StateReason reason = StateReason.UNKNOWN;
    private Consumer<DomainEvent> news = event -> {};
    private VolumeUsers users = new VolumeUsers();
    private Optional<GuestRun> run = Optional.empty();
    private Optional<SimulatedLine> line = Optional.empty();
    private final Map<Integer, Integer> forwards = new HashMap<>();
    private Optional<SimulatedPower> keeper = Optional.empty();

    private SimulatedDomain(UUID uuid, String name, String title, Optional<DomainSpec> spec) {
        this.uuid = uuid;
        this.name = name;
        this.title = title;
        this.spec = spec;
    }

    static SimulatedDomain of(DomainSpec spec) {
        return new SimulatedDomain(spec.ref().vmId().value(), spec.ref().name(), spec.title(), Optional.of(spec));
    }

    static SimulatedDomain foreign(String name, UUID uuid) {
        return new SimulatedDomain(uuid, name, "", Optional.empty());
    }

    UUID uuid() {
        return uuid;
    }

    String name() {
        return name;
    }

    Optional<DomainSpec> spec() {
        return spec;
    }

    DomainState state() {
        return state;
    }

    Optional<GuestRun> run() {
        return run;
    }

    /** Which ports of the host lead to ports of its guest, which are the keys. */
    Map<Integer, Integer> forwards() {
        return forwards;
    }

    boolean live() {
        return state != DomainState.OFF && state != DomainState.CRASHED;
    }

    boolean is(DomainRef ref) {
        return observed().is(ref);
    }

    ObservedDomain observed() {
        return new ObservedDomain(uuid, name, state, reason, spec.map(DomainSpec::owner));
    }

    HostSnapshot.Domain snapshot() {
        return new HostSnapshot.Domain(uuid, state, title, spec.map(DomainSpec::owner), spec);
    }

    void redefine(DomainSpec newSpec) {
        spec = Optional.of(newSpec);
        title = newSpec.title();
    }

    void setTitle(String newTitle) {
        title = newTitle;
    }

    /** Has its changes told from now on. */
    void tell(Consumer<DomainEvent> listener) {
        news = listener;
    }

    /** Has its guest's volumes counted from now on. */
    void countIn(VolumeUsers all) {
        users = all;
    }

    private void run(Optional<GuestRun> next) {
        run.ifPresent(ended -> users.end(ended.spec()));
        run = next;
        run.ifPresent(begun -> users.begin(begun.spec()));
    }

    void started(GuestRun newRun) {
        run(Optional.of(newRun));
        become(DomainState.RUNNING, StateReason.STARTED);
    }

    /** Has the guest be what it was once, and run on. */
    void restored(GuestRun earlier, long now) {
        GuestRun restored = earlier.halted(now);
        restored.goOn(now);
        run(Optional.of(restored));
        become(DomainState.RUNNING, StateReason.RESUMED);
    }

    /** Has it end with a driver, and leave nothing when it ends. */
    void keptBy(SimulatedPower driver) {
        keeper = Optional.of(driver);
    }

    boolean isKeptBy(SimulatedPower driver) {
        return keeper.equals(Optional.of(driver));
    }

    boolean isEphemeral() {
        return keeper.isPresent();
    }

    /** Attaches a line to its serial port in place of another one, which ends. */
    void attach(SimulatedLine newLine) {
        line.ifPresent(SimulatedLine::end);
        line = Optional.of(newLine);
    }

    boolean isAttached() {
        return line.filter(SimulatedLine::isOpen).isPresent();
    }

    /** Writes a line to its serial port: to the log, and to who is attached. */
    void say(String words, ConsoleTable consoles) {
        spec.flatMap(DomainSpec::consoleLog).ifPresent(log -> consoles.write(log, words));
        line.ifPresent(attached -> attached.hear((words + "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    void become(DomainState newState, StateReason why) {
        if (state != newState) {
            state = newState;
            reason = why;
            news.accept(new DomainEvent(uuid, state, reason));
        }
    }

    void stopped(DomainState newState, StateReason why) {
        run(Optional.empty());
        forwards.clear();
        line.ifPresent(SimulatedLine::end);
        line = Optional.empty();
        become(newState, why);
    }

    /** Lets the guest do what it would have done by now; returns in how many nanoseconds it does more by itself. */
    long settle(long now) {
        run.filter(current -> current.settle(now)).ifPresent(ended -> stopped(DomainState.OFF, StateReason.GUEST_OFF));
        return restsFor(now);
    }

    /** Returns in how many nanoseconds the guest does something by itself; never is the longest time. */
    long restsFor(long now) {
        return run.map(current -> current.restsFor(now)).orElse(Long.MAX_VALUE);
    }
}
