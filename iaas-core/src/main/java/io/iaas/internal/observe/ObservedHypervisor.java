package io.iaas.internal.observe;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.host.HostId;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.observe.HypervisorCall;
import io.iaas.spi.observe.IaasObserver;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any driver, all of whose calls are told to an observer: those of the interface itself, and those of every interface
 * that it leads to but the one for events.
 */
public final class ObservedHypervisor {
    /** Who listens for events asks the host nothing; it tells when it likes. */
    private static final Set<String> WITHOUT_HOST = Set.of("hostId", "capabilities", "events", "close");

    private final HostId host;
    private final IaasObserver observer;

    private ObservedHypervisor(HostId host, IaasObserver observer) {
        this.host = host;
        this.observer = observer;
    }

    /** Returns the same driver, observed. */
    public static Hypervisor of(Hypervisor driver, IaasObserver observer) {
        return new ObservedHypervisor(driver.hostId(), observer).observed(Hypervisor.class, driver);
    }

    private <T> T observed(Class<T> type, Object target) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return make(target, method, arguments);
            }
            if (type != Hypervisor.class) {
                return told(type, target, method, arguments);
            }
            if (WITHOUT_HOST.contains(method.getName())) {
                return make(target, method, arguments);
            }
            return isPart(method.getReturnType())
                    ? observed(method.getReturnType(), make(target, method, arguments))
                    : told(type, target, method, arguments);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Whatever a driver leads to is an interface beside its own. */
    private static boolean isPart(Class<?> type) {
        return type.isInterface() && type.getPackage() == Hypervisor.class.getPackage();
    }

    private Object told(Class<?> type, Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        long start = System.nanoTime();
        Optional<ErrorCode> failure = Optional.empty();
        try {
            return make(target, method, arguments);
        } catch (Throwable e) {
            failure = Optional.of(e instanceof IaasException known ? known.code() : ErrorCode.INTERNAL);
            throw e;
        } finally {
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            observer.hypervisorCalled(new HypervisorCall(host, name(type, method), duration, failure));
        }
    }

    private static Object make(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String name(Class<?> type, Method method) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) + "." + method.getName();
    }
}
