package io.iaas.faults;

import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells an instance which walks its workers begin: under a first claim, or with the journal and a look at the claim. */
final class WalkWatch {
    private final Instance instance;
    private boolean readsJournal;

    private WalkWatch(Instance instance) {
        this.instance = instance;
    }

    static RepositorySession on(RepositorySession session, Instance instance) {
        WalkWatch watch = new WalkWatch(instance);
        return between(RepositorySession.class, session, (method, arguments) -> {}, watch::repository);
    }

    private @Nullable Object repository(@Nullable Object answer) {
        if (answer instanceof StepRepository steps) {
            return between(StepRepository.class, steps, this::step, found -> found);
        }
        return answer instanceof OperationRepository operations
                ? between(OperationRepository.class, operations, this::claim, this::claimed)
                : answer;
    }

    private void step(Method method, Object[] arguments) {
        readsJournal |= method.getName().equals("list");
    }

    private void claim(Method method, Object[] arguments) {
        if (readsJournal && method.getName().equals("holds")) {
            instance.walks().readsJournal((Claim) arguments[0]);
        }
    }

    private @Nullable Object claimed(@Nullable Object answer) {
        if (answer instanceof Optional<?> found && found.orElse(null) instanceof ClaimedOperation claimed) {
            instance.walks().claimed(claimed.claim());
        }
        return answer;
    }

    private static <T> T between(
            Class<T> type, T target, BiConsumer<Method, Object[]> before, UnaryOperator<@Nullable Object> after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object[] arguments = given == null ? new Object[0] : given;
            before.accept(method, arguments);
            try {
                return after.apply(method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
