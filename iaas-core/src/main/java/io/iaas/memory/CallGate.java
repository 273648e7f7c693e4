package io.iaas.memory;

import io.iaas.error.ClosedException;
import io.iaas.error.ErrorCode;
import io.iaas.host.HostId;
import io.iaas.memory.CallListener.Point;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.UnsupportedCapabilityException;
import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where every call goes through: it is counted, takes its time, and meets its fault. */
final class CallGate {
    private static final Duration LOOK = Duration.ofMillis(5);

    private final HostId hostId;
    private final Set<Capability> capabilities;
    private final TimeSource time;
    private final Duration limit;
    private final Function<SimulatedCall, Duration> latency;
    private final Faults faults = new Faults();
    private final CallLog log = new CallLog();
    private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    CallGate(
            HostId hostId,
            Set<Capability> capabilities,
            TimeSource time,
            Duration limit,
            Function<SimulatedCall, Duration> latency) {
        this.hostId = hostId;
        this.capabilities = capabilities;
        this.time = time;
        this.limit = limit;
        this.latency = latency;
    }

    <T> T call(SimulatedCall call, Supplier<T> effect) {
        requireOpen();
        call.needs().ifPresent(this::require);
        log.add(call);
        long start = time.nanoTime();
        Optional<InjectedFault> fault = faults.striking(call);
        listeners.forEach(listener -> listener.at(call, Point.BEFORE_EFFECT));
        pass(latency.apply(call));
        strike(fault, call, Point.BEFORE_EFFECT, start);
        T result = effect.get();
        strike(fault, call, Point.AFTER_EFFECT, start);
        listeners.forEach(listener -> listener.at(call, Point.AFTER_EFFECT));
        return result;
    }

    void run(SimulatedCall call, Runnable effect) {
        call(call, () -> {
            effect.run();
            return call;
        });
    }

    void require(Capability capability) {
        if (!capabilities.contains(capability)) {
            throw new UnsupportedCapabilityException(hostId, capability);
        }
    }

    void requireOpen() {
        if (closed) {
            throw new ClosedException("hypervisor '" + hostId + "'");
        }
    }

    void close() {
        closed = true;
    }

    Faults faults() {
        return faults;
    }

    CallLog log() {
        return log;
    }

    void listen(CallListener listener) {
        listeners.add(listener);
    }

    private void strike(Optional<InjectedFault> fault, SimulatedCall call, Point point, long start) {
        fault.filter(injected -> injected.fault().point() == point).ifPresent(injected -> {
            injected.reached();
            injected.fault().code().ifPresentOrElse(code -> fail(call, code), () -> hang(injected, call, start));
        });
    }

    private void fail(SimulatedCall call, ErrorCode code) {
        if (code == ErrorCode.HYPERVISOR_TIMEOUT) {
            pass(limit);
        }
        throw failure(code, call, "failed");
    }

    /** Looks at the clock instead of sleeping on it: a hang by itself must not make virtual time pass. */
    private void hang(InjectedFault injected, SimulatedCall call, long start) {
        try {
            while (!injected.awaitRelease(LOOK)) {
                if (closed) {
                    throw failure(ErrorCode.HYPERVISOR_UNAVAILABLE, call, "was cut off");
                }
                if (time.nanoTime() - start >= limit.toNanos()) {
                    throw failure(ErrorCode.HYPERVISOR_TIMEOUT, call, "did not answer within " + limit);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(ErrorCode.HYPERVISOR_UNAVAILABLE, call, "was interrupted");
        }
    }

    private void pass(Duration duration) {
        if (duration.isZero()) {
            return;
        }
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE, "a call to host '" + hostId + "' was interrupted", "", e);
        }
    }

    private HypervisorException failure(ErrorCode code, SimulatedCall call, String how) {
        return new HypervisorException(
                code, "call " + call + " to host '" + hostId + "' " + how, "simulated fault: " + code);
    }
}
