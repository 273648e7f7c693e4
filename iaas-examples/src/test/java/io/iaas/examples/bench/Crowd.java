package io.iaas.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Threads that ask for something again and again, each as soon as it has its last answer. */
final class Crowd implements AutoCloseable {
    private final int size;
    private final ExecutorService threads;

    Crowd(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /**
     * What was answered, in no order.
     *
     * @param values the answers
     * @param millis how long each took
     */
    record Answers<T>(List<T> values, List<Double> millis) {}

    /** Asks questions 0 to {@code count - 1}, each once, and returns when all are answered. */
    <T> Answers<T> ask(int count, IntFunction<T> question) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        List<Future<Answers<T>>> parts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            parts.add(threads.submit(() -> part(next, count, question)));
        }
        Answers<T> all = new Answers<>(new ArrayList<>(), new ArrayList<>());
        for (Future<Answers<T>> part : parts) {
            all.values.addAll(part.get().values);
            all.millis.addAll(part.get().millis);
        }
        return all;
    }

    private static <T> Answers<T> part(AtomicInteger next, int count, IntFunction<T> question) {
        Answers<T> answers = new Answers<>(new ArrayList<>(), new ArrayList<>());
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            Stopwatch watch = new Stopwatch();
            answers.values.add(question.apply(i));
            answers.millis.add(watch.millis());
        }
        return answers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
