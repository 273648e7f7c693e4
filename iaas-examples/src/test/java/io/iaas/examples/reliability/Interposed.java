package io.iaas.examples.reliability;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts something between a caller and an SPI, of which it needs to know no more than the methods that matter. */
final class Interposed {
    private Interposed() {}

    /** What happens instead of a call. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object make(Invocation invocation) throws Throwable;
    }

    /** A call that was made; it can be passed on. */
    record Invocation(Object target, Method method, List<@Nullable Object> arguments) {
        String name() {
            return method.getName();
        }

        @Nullable
        Object proceed() throws Throwable {
            try {
                return method.invoke(target, arguments.toArray());
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    static <T> T on(Class<T> type, Object target, Call call) {
        InvocationHandler handler = (self, method, arguments) -> {
            Invocation invocation = new Invocation(
                    target,
                    method,
                    arguments == null ? List.of() : Collections.unmodifiableList(Arrays.asList(arguments)));
            return method.getDeclaringClass() == Object.class ? invocation.proceed() : call.make(invocation);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
