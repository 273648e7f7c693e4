package io.iaas.internal.audit;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditOutcome;
import io.iaas.error.ErrorCategory;
import io.iaas.error.ErrorCode;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of acts that changed nothing. Whoever may do nothing can still try without end: of one actor and for one reason,
 * {@value #MOST} in an hour are told, and then that there may be more.
 */
public final class Refusals {
    static final int MOST = 100;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    /** Tells of an act that was refused, in a unit of work of its own; the caller throws the error. */
    public static void tell(Repositories repositories, Act act, RuntimeException error) {
        ErrorCode code = Acting.code(error);
        tolerating(act.action(), () -> {
            // A flood must not queue up for the right to write.
            if (repositories.<Integer>read(session -> told(session, act, code)) < MOST) {
                repositories.<Boolean>write(session -> tell(session, act, code));
            }
        });
    }

    /** Tells of a refusal as far as the database allows: the caller is to learn of the refusal in any case. */
    public static void tolerating(AuditAction action, Runnable telling) {
        try {
            telling.run();
        } catch (RepositoryException e) {
            LOG.warn("the audit trail misses a refusal of {}: {}", action, e.getMessage());
        }
    }

    /** Tells of an act that was refused, within a unit of work; false when enough were told. */
    public static boolean tell(RepositorySession session, Act act, ErrorCode code) {
        int before = told(session, act, code);
        if (before >= MOST) {
            return false;
        }
        boolean last = before == MOST - 1;
        AuditOutcome outcome = code.category() == ErrorCategory.ACCESS ? AuditOutcome.DENIED : AuditOutcome.FAILED;
        session.audit().append(act.refused(last ? AuditAction.AUDIT_PAUSE : act.action(), outcome, code));
        return true;
    }

    private static int told(RepositorySession session, Act act, ErrorCode code) {
        return session.audit().countRefusals(act.actor(), code, session.now().minus(WINDOW), MOST);
    }
}
