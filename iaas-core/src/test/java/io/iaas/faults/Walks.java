package io.iaas.faults;

import io.iaas.operation.OperationId;
import io.iaas.spi.repository.Claim;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which walks the workers of one process are at. The first one of an operation has no journal to begin with. */
final class Walks {
    /** Where in the name of a worker's thread the id of its operation stands: behind the operation's kind. */
    private static final int ID = 2;

    private final Map<Thread, Walk> begun = new ConcurrentHashMap<>();
    private final Map<OperationId, Claim> first = new ConcurrentHashMap<>();

    /** One walk of a worker over an operation: its claim, and the calls of each kind that each step has made. */
    record Walk(Claim claim, Map<String, Integer> calls) {
        Walk(Claim claim) {
            this(claim, new HashMap<>());
        }
    }

    /** Notes a claim that a worker will walk under. */
    void claimed(Claim claim) {
        if (claim.isFirst()) {
            first.put(claim.operation(), claim);
        }
    }

    /** Notes that the calling worker has read its journal. */
    void readsJournal(Claim claim) {
        begun.put(Thread.currentThread(), new Walk(claim));
    }

    /** Returns the walk that the calling thread is at, if it is a worker. */
    Optional<Walk> current() {
        Thread thread = Thread.currentThread();
        if (!Instance.isWorker(thread)) {
            return Optional.empty();
        }
        OperationId walked = OperationId.parse(thread.getName().split(" ")[ID]);
        @Nullable Walk known = begun.get(thread);
        if (known == null || !known.claim().operation().equals(walked)) {
            Optional.ofNullable(first.get(walked)).map(Walk::new).ifPresent(walk -> begun.put(thread, walk));
        }
        return Optional.ofNullable(begun.get(thread));
    }
}
