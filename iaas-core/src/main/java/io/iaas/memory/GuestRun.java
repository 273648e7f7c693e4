package io.iaas.memory;

import io.iaas.spi.hypervisor.DomainSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A guest from its start to its end, by the time that its processors ran. Guarded by the host's lock. */
final class GuestRun {
    private final DomainSpec spec;
    private final SimulatedGuest guest;
    private final Consumer<String> console;
    private long ranBefore;
    private OptionalLong runsSince;
    private long bootedAt;
    private int written;
    private OptionalLong offAt = OptionalLong.empty();
    private OptionalLong rebootAt = OptionalLong.empty();
    private AgentProcesses processes = new AgentProcesses();

    GuestRun(DomainSpec spec, SimulatedGuest guest, Consumer<String> console, long now) {
        this.spec = spec;
        this.guest = guest;
        this.console = console;
        this.runsSince = OptionalLong.of(now);
    }

    private GuestRun(GuestRun other, long now) {
        this.spec = other.spec;
        this.guest = other.guest;
        this.console = other.console;
        this.ranBefore = other.ran(now);
        this.runsSince = OptionalLong.empty();
        this.bootedAt = other.bootedAt;
        this.written = other.written;
        this.offAt = other.offAt;
        this.rebootAt = other.rebootAt;
    }

    /** Returns what it is now, halted. */
    GuestRun halted(long now) {
        return new GuestRun(this, now);
    }

    /** What it was started with, whatever was defined since. */
    DomainSpec spec() {
        return spec;
    }

    void halt(long now) {
        ranBefore = ran(now);
        runsSince = OptionalLong.empty();
    }

    void goOn(long now) {
        if (runsSince.isEmpty()) {
            runsSince = OptionalLong.of(now);
        }
    }

    /** Tells whether the guest obeys. */
    boolean powerButton(long now) {
        if (offAt.isEmpty()) {
            offAt = end(guest.powerOffTakes(), now);
        }
        return offAt.isPresent();
    }

    void requestReboot(long now) {
        if (rebootAt.isEmpty()) {
            rebootAt = end(guest.rebootTakes(), now);
        }
    }

    void reset(long now) {
        boot(ran(now));
    }

    boolean holdsAddress(long now) {
        return guest.addressAfter()
                .filter(after -> ran(now) - bootedAt >= after.toNanos())
                .isPresent();
    }

    /** Returns the agent that answers now. */
    Optional<SimulatedAgent> agent(long now) {
        return guest.agent()
                .filter(agent -> ran(now) - bootedAt >= agent.after().toNanos());
    }

    /** Returns what its agent has started since the guest booted. */
    AgentProcesses processes() {
        return processes;
    }

    /** How long its processors ran since it was started; a reset does not start anew. */
    Duration age(long now) {
        return Duration.ofNanos(ran(now));
    }

    /** Writes what is due, restarts when that is due, and tells whether it has powered off. */
    boolean settle(long now) {
        long ran = ran(now);
        if (offAt.isPresent() && offAt.getAsLong() <= ran) {
            writeUntil(offAt.getAsLong());
            return true;
        }
        if (rebootAt.isPresent() && rebootAt.getAsLong() <= ran) {
            writeUntil(rebootAt.getAsLong());
            boot(rebootAt.getAsLong());
        }
        writeUntil(ran);
        return false;
    }

    /** Returns in how many nanoseconds it does something by itself: writes, ends, restarts; never is the longest time. */
    long restsFor(long now) {
        if (runsSince.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long next = Math.min(offAt.orElse(Long.MAX_VALUE), rebootAt.orElse(Long.MAX_VALUE));
        if (written < guest.console().size()) {
            next = Math.min(
                    next, bootedAt + guest.console().get(written).after().toNanos());
        }
        return next == Long.MAX_VALUE ? next : next - ran(now);
    }

    private void boot(long at) {
        bootedAt = at;
        written = 0;
        processes = new AgentProcesses();
        offAt = OptionalLong.empty();
        rebootAt = OptionalLong.empty();
    }

    private void writeUntil(long ran) {
        while (written < guest.console().size()
                && bootedAt + guest.console().get(written).after().toNanos() <= ran) {
            console.accept(guest.console().get(written).text());
            written++;
        }
    }

    private OptionalLong end(Optional<Duration> takes, long now) {
        return takes.map(time -> OptionalLong.of(ran(now) + time.toNanos())).orElse(OptionalLong.empty());
    }

    private long ran(long now) {
        return runsSince.isPresent() ? ranBefore + now - runsSince.getAsLong() : ranBefore;
    }
}
