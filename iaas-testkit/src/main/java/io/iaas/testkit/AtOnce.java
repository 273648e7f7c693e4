package io.iaas.testkit;

import io.iaas.error.IaasException;
import io.iaas.operation.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations on several machines that run at once. */
final class AtOnce {
    private AtOnce() {}

    /**
     * Begins an operation on each, where there is something to do, and waits for all.
     *
     * @throws IaasException the first failure, when all others have ended
     */
    static <T> void each(Collection<T> all, Function<? super T, ? extends Optional<? extends Operation<?>>> begin) {
        List<Operation<?>> begun = new ArrayList<>();
        @Nullable IaasException failure = null;
        for (T one : all) {
            try {
                begin.apply(one).ifPresent(begun::add);
            } catch (IaasException e) {
                failure = failure == null ? e : failure;
            }
        }
        for (Operation<?> operation : begun) {
            try {
                operation.await();
            } catch (IaasException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
