package io.iaas;

import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.spi.observe.HypervisorCall;
import io.iaas.spi.observe.IaasObserver;
import io.iaas.spi.observe.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers what it is told, in words. */
final class RecordingObserver implements IaasObserver {
    private final List<String> words = new ArrayList<>();
    private final List<HypervisorCall> calls = new ArrayList<>();
    private final List<Duration> durations = new ArrayList<>();
    private Optional<Load> load = Optional.empty();

    synchronized List<String> words() {
        return List.copyOf(words);
    }

    /** What was told of operations of this kind. */
    List<String> wordsOf(OperationKind kind) {
        return words().stream().filter(word -> word.startsWith(kind + " ")).toList();
    }

    synchronized List<HypervisorCall> calls() {
        return List.copyOf(calls);
    }

    synchronized List<Duration> durations() {
        return List.copyOf(durations);
    }

    synchronized Load load() {
        return load.orElseThrow();
    }

    @Override
    public synchronized void watching(Load given) {
        words.add("watching");
        load = Optional.of(given);
    }

    @Override
    public synchronized void operationSubmitted(OperationKind kind) {
        words.add(kind + " submitted");
    }

    @Override
    public synchronized void operationBegun(OperationKind kind, Duration queued) {
        words.add(kind + " begun");
        durations.add(queued);
    }

    @Override
    public synchronized void operationSettled(OperationKind kind, OperationState state, Duration taken) {
        words.add(kind + " " + state);
        durations.add(taken);
    }

    @Override
    public synchronized void hypervisorCalled(HypervisorCall call) {
        calls.add(call);
    }

    @Override
    public synchronized void close() {
        words.add("close");
    }
}
