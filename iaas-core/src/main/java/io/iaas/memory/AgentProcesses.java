package io.iaas.memory;

import io.iaas.compute.CommandResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an agent has started since its guest booted, by the time that the guest ran. Guarded by the host's lock. */
final class AgentProcesses {
    private final Map<Long, Started> started = new HashMap<>();
    private long last;

    private record Started(Duration endsAt, CommandResult result) {}

    long start(SimulatedAgent.Outcome outcome, Duration now) {
        last++;
        started.put(last, new Started(now.plus(outcome.takes()), outcome.result()));
        return last;
    }

    boolean knows(long process) {
        return started.containsKey(process);
    }

    /** Returns the result of a process that has ended, and forgets it. */
    Optional<CommandResult> takeResult(long process, Duration now) {
        Optional<Started> ended = Optional.ofNullable(started.get(process))
                .filter(one -> one.endsAt().compareTo(now) <= 0);
        ended.ifPresent(one -> started.remove(process));
        return ended.map(Started::result);
    }
}
