package io.iaas.faults;

/** The end of a worker whose process dies: an error that nothing may handle. */
final class Death extends Error {
    private static final long serialVersionUID = 1L;

    private Death() {
        super("the process died", null, false, false);
    }

    /** What ends the calling thread; only a worker can die of it, others find that nothing answers. */
    static RuntimeException ofCaller() {
        Thread thread = Thread.currentThread();
        if (!Instance.isWorker(thread)) {
            return Mishap.unavailable();
        }
        thread.setUncaughtExceptionHandler((dead, error) -> {});
        throw new Death();
    }
}
