package io.iaas.libvirt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits that an interrupt does not end: what became of a call would be unknown otherwise, and time limits end them. */
final class Waiting {
    private Waiting() {}

    /**
     * Waits for an outcome.
     *
     * @param deadline on the clock of {@link System#nanoTime()}
     * @return false when the deadline passes first
     */
    static boolean ends(CompletableFuture<?> outcome, long deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    outcome.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    return false;
                } catch (ExecutionException e) {
                    throw Waiting.<RuntimeException>asItIs(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns what a completed outcome holds, or throws its failure. */
    static <T> T result(CompletableFuture<T> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw Waiting.<RuntimeException>asItIs(e);
        }
    }

    /** Throws the Error or RuntimeException that another exception wraps, as it is. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E asItIs(Exception wrapper) throws E {
        Throwable cause = wrapper.getCause();
        throw (E) (cause == null ? wrapper : cause);
    }
}
