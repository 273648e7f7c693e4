package io.iaas.internal.engine;

import io.iaas.spi.observe.IaasObserver;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the observer, if there is one, how operations go. Everything is told behind the commit that makes it true. */
public final class News {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final @Nullable IaasObserver observer;

    /** Tells an observer that throws nothing; or nobody. */
    public News(Optional<? extends IaasObserver> observer) {
        this.observer = observer.orElse(null);
    }

    void submitted(StoredOperation operation) {
        if (observer != null) {
            observer.operationSubmitted(operation.kind());
        }
    }

    /** Tells of a claimed operation, if this is the first claim. */
    void begun(ClaimedOperation claimed, Repositories repositories) {
        StoredOperation operation = claimed.operation();
        if (observer == null || !claimed.claim().isFirst()) {
            return;
        }
        try {
            Instant now = repositories.read(RepositorySession::now);
            observer.operationBegun(operation.kind(), between(operation.createdAt(), now));
        } catch (RepositoryException e) {
            LOG.debug("nobody learns how long {} was queued: {}", operation, e.getMessage());
        }
    }

    void settled(StoredOperation operation, OperationStatus end) {
        if (observer != null) {
            Instant at = end.finishedAt().orElse(operation.createdAt());
            observer.operationSettled(operation.kind(), end.state(), between(operation.createdAt(), at));
        }
    }

    /** The clock of a database may be set back. */
    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
