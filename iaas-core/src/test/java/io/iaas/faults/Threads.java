package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The library's threads that were there at a time. */
record Threads(Set<Thread> baseline) {
    private static final int MOST = 1000;
    private static final long PATIENCE_MILLIS = 5000;

    static Threads now() {
        return new Threads(ours());
    }

    void assertBack() throws InterruptedException {
        Set<Thread> added = new HashSet<>(ours());
        added.removeAll(baseline);
        for (Thread thread : added) {
            thread.join(PATIENCE_MILLIS);
        }
        assertThat(added).as("threads that outlive their instance").noneMatch(Thread::isAlive);
    }

    /** Whether a worker is at the operation: its thread is named for it. */
    static boolean workOn(Standing standing) {
        String id = standing.operation().orElseThrow().id().toString();
        return ours().stream().anyMatch(thread -> thread.getName().contains(id));
    }

    private static Set<Thread> ours() {
        Thread[] threads = new Thread[MOST];
        int count = Thread.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().startsWith("iaas-"))
                .collect(Collectors.toSet());
    }
}
