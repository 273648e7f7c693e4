package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.memory.CallListener.Point;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A fault of a simulated hypervisor: which calls it strikes, where and how. It strikes the next such call, once, unless
 * told otherwise.
 *
 * @param calls the calls that it strikes
 * @param point whether the effect takes place
 * @param code the error that the caller gets; empty when the call hangs
 * @param skip how many such calls pass unhurt first
 * @param times how many such calls are struck then
 */
public record Fault(Set<SimulatedCall> calls, Point point, Optional<ErrorCode> code, int skip, int times) {
    /** Copies the calls and checks the numbers. */
    public Fault {
        calls = Set.copyOf(calls);
        if (calls.isEmpty() || skip < 0 || times < 1) {
            throw new IllegalArgumentException("a fault strikes at least one call at least once");
        }
    }

    /**
     * Returns a fault that fails a call before it has an effect.
     *
     * @param code what {@link io.iaas.spi.hypervisor.HypervisorException} carries; HYPERVISOR_TIMEOUT comes after the
     *     call limit has passed, all others at once
     */
    public static Fault before(SimulatedCall call, ErrorCode code) {
        return new Fault(EnumSet.of(call), Point.BEFORE_EFFECT, Optional.of(code), 0, 1);
    }

    /** Returns a fault that fails a call after its effect: the reply is lost. See {@link #before}. */
    public static Fault after(SimulatedCall call, ErrorCode code) {
        return new Fault(EnumSet.of(call), Point.AFTER_EFFECT, Optional.of(code), 0, 1);
    }

    /**
     * Returns a fault that holds a call before it has an effect, until the test releases it: it then goes on as if
     * nothing had been. When the host's clock passes the call limit first, it fails with HYPERVISOR_TIMEOUT; when the
     * hypervisor is closed or the thread interrupted, with HYPERVISOR_UNAVAILABLE.
     */
    public static Fault hangBefore(SimulatedCall call) {
        return new Fault(EnumSet.of(call), Point.BEFORE_EFFECT, Optional.empty(), 0, 1);
    }

    /** Returns a fault that holds a call after its effect. See {@link #hangBefore}. */
    public static Fault hangAfter(SimulatedCall call) {
        return new Fault(EnumSet.of(call), Point.AFTER_EFFECT, Optional.empty(), 0, 1);
    }

    /** Returns a fault that fails every call, for ever, before its effect: the host is not there. */
    public static Fault down() {
        return new Fault(
                EnumSet.allOf(SimulatedCall.class),
                Point.BEFORE_EFFECT,
                Optional.of(ErrorCode.HYPERVISOR_UNAVAILABLE),
                0,
                Integer.MAX_VALUE);
    }

    /** Returns the same fault for other calls. */
    public Fault on(Set<SimulatedCall> otherCalls) {
        return new Fault(otherCalls, point, code, skip, times);
    }

    /** Returns the same fault after so many calls that pass unhurt: {@code skipping(1)} strikes the second. */
    public Fault skipping(int unhurt) {
        return new Fault(calls, point, code, unhurt, times);
    }

    /** Returns the same fault striking so many calls. */
    public Fault times(int struck) {
        return new Fault(calls, point, code, skip, struck);
    }

    /** Returns the same fault striking until it is removed. */
    public Fault forever() {
        return times(Integer.MAX_VALUE);
    }
}
