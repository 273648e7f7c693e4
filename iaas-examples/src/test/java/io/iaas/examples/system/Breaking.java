package io.iaas.examples.system;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A real driver of which one call, chosen by its number, fails before or after its effect. */
final class Breaking {
    private static final Set<String> PARTS = Set.of("domains", "power", "volumes", "consoles", "networks");
    private static final int NEVER = -1;

    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> made = new ArrayList<>();
    private volatile int victim = NEVER;
    private volatile boolean afterEffect;

    /** Chooses the call that fails, counted from 0 from now on. */
    synchronized void breakCall(int number, boolean after) {
        calls.set(0);
        made.clear();
        afterEffect = after;
        victim = number;
    }

    /** Lets every call through, and counts from 0. */
    void repair() {
        breakCall(NEVER, false);
    }

    /** Returns the calls that were made since the last choice. */
    synchronized List<String> made() {
        return List.copyOf(made);
    }

    Hypervisor wrap(Hypervisor hypervisor) {
        return proxy(Hypervisor.class, hypervisor, (method, arguments) -> {
            Object answer = method.invoke(hypervisor, arguments);
            return PARTS.contains(method.getName()) ? part(method.getReturnType(), answer) : answer;
        });
    }

    private <T> T part(Class<T> type, Object part) {
        return proxy(type, part, (method, arguments) -> {
            int number = count(method);
            if (number == victim && !afterEffect) {
                throw failure(method);
            }
            Object answer = method.invoke(part, arguments);
            if (number == victim) {
                throw failure(method);
            }
            return answer;
        });
    }

    private synchronized int count(Method method) {
        made.add(method.getName());
        return calls.getAndIncrement();
    }

    private static HypervisorException failure(Method method) {
        return new HypervisorException(ErrorCode.HYPERVISOR_TIMEOUT, method.getName() + " was broken", "");
    }

    private interface Call {
        Object make(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Object target, Call call) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(target, arguments);
            }
            try {
                return call.make(method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
