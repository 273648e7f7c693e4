package io.iaas.memory;

import java.util.ArrayList;
import java.util.List;

/** The calls that reached a simulated hypervisor. Safe for use by many threads. */
public final class CallLog {
    private final List<SimulatedCall> calls = new ArrayList<>();

    CallLog() {}

    /** Returns how many calls of this kind came, failed ones included. */
    public synchronized long count(SimulatedCall call) {
        return calls.stream().filter(call::equals).count();
    }

    /** Returns how many calls came. */
    public synchronized int total() {
        return calls.size();
    }

    /** Returns the calls in the order in which they came. */
    public synchronized List<SimulatedCall> list() {
        return List.copyOf(calls);
    }

    /** Forgets the calls so far. */
    public synchronized void clear() {
        calls.clear();
    }

    synchronized void add(SimulatedCall call) {
        calls.add(call);
    }
}
