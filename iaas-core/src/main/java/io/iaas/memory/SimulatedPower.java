package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.StateReason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

final class SimulatedPower implements DomainPower {
    private static final Set<DomainState> ON = EnumSet.of(DomainState.RUNNING, DomainState.SHUTTING_DOWN);

    private final CallGate gate;
    private final HostState host;
    private final StartCheck check;
    private final boolean ephemeral;

    SimulatedPower(CallGate gate, HostState host, boolean ephemeral) {
        this.gate = gate;
        this.host = host;
        this.check = new StartCheck(host);
        this.ephemeral = ephemeral;
    }

    @Override
    public void start(DomainRef ref) {
        change(SimulatedCall.START, ref, domain -> {
            if (domain.state() == DomainState.RUNNING) {
                return;
            }
            require(!domain.live(), domain);
            DomainSpec spec = domain.spec().orElseThrow();
            check.requireStartable(spec);
            spec.consoleLog().ifPresent(log -> host.consoles().create(log));
            domain.started(
                    new GuestRun(spec, host.guestOf(spec), line -> domain.say(line, host.consoles()), host.now()));
            if (ephemeral) {
                domain.keptBy(this);
            }
        });
    }

    @Override
    public void requestShutdown(DomainRef ref) {
        end(SimulatedCall.REQUEST_SHUTDOWN, ref, domain -> {
            if (!domain.live()) {
                return;
            }
            require(ON.contains(domain.state()), domain);
            domain.run()
                    .filter(run -> run.powerButton(host.now()))
                    .ifPresent(run -> domain.become(DomainState.SHUTTING_DOWN, StateReason.GUEST_OFF));
        });
    }

    @Override
    public void powerOff(DomainRef ref) {
        end(SimulatedCall.POWER_OFF, ref, domain -> domain.stopped(DomainState.OFF, StateReason.POWER_CUT));
    }

    @Override
    public void requestReboot(DomainRef ref) {
        change(SimulatedCall.REQUEST_REBOOT, ref, domain -> {
            require(domain.state() == DomainState.RUNNING, domain);
            domain.run().ifPresent(run -> run.requestReboot(host.now()));
        });
    }

    @Override
    public void reset(DomainRef ref) {
        change(SimulatedCall.RESET, ref, domain -> {
            require(ON.contains(domain.state()), domain);
            domain.run().ifPresent(run -> run.reset(host.now()));
            if (domain.state() == DomainState.SHUTTING_DOWN) {
                domain.become(DomainState.RUNNING, StateReason.STARTED);
            }
        });
    }

    @Override
    public void pause(DomainRef ref) {
        change(SimulatedCall.PAUSE, ref, domain -> {
            require(domain.live(), domain);
            domain.run().ifPresent(run -> run.halt(host.now()));
            domain.become(DomainState.PAUSED, StateReason.PAUSED);
        });
    }

    @Override
    public void resume(DomainRef ref) {
        change(SimulatedCall.RESUME, ref, domain -> {
            require(domain.live(), domain);
            domain.run().ifPresent(run -> run.goOn(host.now()));
            if (domain.state() == DomainState.PAUSED) {
                domain.become(DomainState.RUNNING, StateReason.RESUMED);
            }
        });
    }

    /** Ends the guests that it has started, where they are ephemeral. */
    void close() {
        host.run(() -> host.domains().all().stream()
                .filter(domain -> domain.isKeptBy(this))
                .forEach(domain -> domain.stopped(DomainState.OFF, StateReason.POWER_CUT)));
    }

    /** Makes a call that leads to a domain that is off; an ephemeral one that is gone is there already. */
    private void end(SimulatedCall call, DomainRef ref, Consumer<SimulatedDomain> effect) {
        change(
                call,
                () -> ephemeral
                        ? host.domains().ours(ref)
                        : Optional.of(host.domains().present(ref)),
                effect);
    }

    private void change(SimulatedCall call, DomainRef ref, Consumer<SimulatedDomain> effect) {
        change(call, () -> Optional.of(host.domains().present(ref)), effect);
    }

    private void change(
            SimulatedCall call, Supplier<Optional<SimulatedDomain>> wanted, Consumer<SimulatedDomain> effect) {
        gate.run(
                call,
                () -> host.run(() -> wanted.get().ifPresent(domain -> {
                    effect.accept(domain);
                    host.domains().touched(domain, host.now());
                })));
    }

    private static void require(boolean allowed, SimulatedDomain domain) {
        if (!allowed) {
            throw new HypervisorException(
                    ErrorCode.WRONG_STATE, "domain " + domain.name() + " is " + domain.state(), "");
        }
    }
}
