package io.iaas.internal.audit;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.operation.OperationKind;
import io.iaas.spi.repository.AuditDraft;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The act that a thread is at: services need not hand on who asked, and none can forget to. A unit of work, which may run
 * on another thread, takes it {@linkplain #along along}.
 */
public final class Acting {
    private static final ThreadLocal<Optional<Act>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    private Acting() {}

    /** Makes a call as an act; one that throws is told of as refused, in a unit of work of its own. */
    public static <T> T during(Repositories repositories, Act act, Supplier<T> call) {
        Optional<Act> outer = CURRENT.get();
        CURRENT.set(Optional.of(act));
        try {
            return call.get();
        } catch (RuntimeException e) {
            CURRENT.remove();
            Refusals.tell(repositories, act, e);
            throw e;
        } finally {
            CURRENT.set(outer);
        }
    }

    /** Makes a call that changes more than the records: the trail tells of it before and behind it. */
    public static <T> T around(Repositories repositories, Act act, Supplier<T> call) {
        return during(repositories, act, () -> told(repositories, act, call));
    }

    /** Makes a call as the act that this thread is at: the trail tells of it before it, and behind it where it succeeds. */
    public static <T> T told(Repositories repositories, Act act, Supplier<T> call) {
        append(repositories, session -> act.began(Naming.completed(session, act)));
        T result = call.get();
        append(repositories, session -> act.done(Naming.completed(session, act)));
        return result;
    }

    /** Makes a call as a part of what somebody asked for; who refuses it tells its caller only. */
    public static <T> T onBehalfOf(Actor actor, OperationKind kind, Supplier<T> call) {
        Optional<Act> outer = CURRENT.get();
        CURRENT.set(Optional.of(Deed.toldElsewhere(AuditAction.of(kind)).by(actor, Optional.empty())));
        try {
            return call.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** Returns work that is done as the act that this thread is at now, on whichever thread it is done. */
    public static <A, T> Function<A, T> along(Function<A, T> work) {
        Optional<Act> act = CURRENT.get();
        return argument -> {
            Optional<Act> outer = CURRENT.get();
            CURRENT.set(act);
            try {
                return work.apply(argument);
            } finally {
                CURRENT.set(outer);
            }
        };
    }

    private static void append(Repositories repositories, Function<RepositorySession, AuditDraft> entry) {
        repositories.<Boolean>write(session -> {
            session.audit().append(entry.apply(session));
            return true;
        });
    }

    /** Returns who acts on this thread; the library works for the host application where nobody does. */
    public static Actor actor() {
        return CURRENT.get().map(Act::actor).orElse(Actor.HOST_APPLICATION);
    }

    static Optional<Act> current() {
        return CURRENT.get();
    }

    static ErrorCode code(RuntimeException error) {
        return error instanceof IaasException known ? known.code() : ErrorCode.INTERNAL;
    }
}
