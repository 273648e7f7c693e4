package io.iaas.testkit;

import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;

/**
 * Fills what is annotated with {@link Throwaway}. A machine lies in the store of the context that it is for, which closes
 * it, and keeps evidence of it when a test has failed.
 */
final class ThrowawayExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ThrowawayExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        fields(context.getRequiredTestClass(), ModifierSupport::isStatic).forEach(field -> fill(field, null, context));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        FailedTests.watch(context);
        new ResetBetweenTests(context).run();
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            List<Field> fields = fields(instance.getClass(), ModifierSupport::isNotStatic);
            if (!fields.isEmpty()) {
                refuseSharedInstance(context);
            }
            fields.forEach(field -> fill(field, instance, context));
        }
    }

    private static List<Field> fields(Class<?> type, Predicate<Field> wanted) {
        return AnnotationSupport.findAnnotatedFields(type, Throwaway.class, wanted, HierarchyTraversalMode.TOP_DOWN);
    }

    /** Tests that run at once in one instance would take each other's machines. */
    private static void refuseSharedInstance(ExtensionContext context) {
        boolean shared = context.getTestInstanceLifecycle()
                .filter(Lifecycle.PER_CLASS::equals)
                .isPresent();
        if (shared && context.getExecutionMode() == ExecutionMode.CONCURRENT) {
            throw new ExtensionConfigurationException(
                    "@Throwaway on an instance field is one machine a test; tests that run at once in one instance"
                            + " (PER_CLASS) take it as a parameter instead");
        }
    }

    private static void fill(Field field, @Nullable Object instance, ExtensionContext context) {
        Throwaway wanted = AnnotationSupport.findAnnotation(field, Throwaway.class)
                .orElseThrow(() -> new IllegalStateException("no annotation on " + field));
        if (!isMachine(field.getType())) {
            throw new ExtensionConfigurationException(
                    "@Throwaway is for a ThrowawayVm or a VmGroup, and " + field + " is neither");
        }
        if (wanted.reset() && instance != null) {
            throw resetsNothing();
        }
        try {
            field.setAccessible(true);
            field.set(instance, machine(wanted, field.getName(), field.getType(), context));
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("@Throwaway cannot fill " + field, e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(Throwaway.class)
                && isMachine(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Throwaway wanted = parameter
                .findAnnotation(Throwaway.class)
                .orElseThrow(() -> new IllegalStateException("no annotation on " + parameter));
        if (wanted.reset()) {
            throw resetsNothing();
        }
        String name = parameter.getParameter().getName();
        return machine(wanted, name, parameter.getParameter().getType(), context);
    }

    private static ExtensionConfigurationException resetsNothing() {
        return new ExtensionConfigurationException("@Throwaway(reset = true) is for a static field, which tests share");
    }

    private static boolean isMachine(Class<?> type) {
        return type == ThrowawayVm.class || type == VmGroup.class;
    }

    /** What a suite-wide machine is known by. */
    private record Shared(Throwaway wanted, Class<?> type) {}

    /** What machines that were started before they are wanted are known by. */
    private record Warm(Throwaway wanted) {}

    private static Object machine(Throwaway wanted, String name, Class<?> type, ExtensionContext context) {
        ThrowawaySpec spec = AnnotatedSpec.of(wanted, context::getConfigurationParameter);
        try {
            if (wanted.scope() == Throwaway.Scope.SUITE) {
                return context.getRoot()
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent(
                                new Shared(wanted, type),
                                shared -> kept(name, start(wanted, spec, type), context.getRoot()),
                                Kept.class)
                        .machine();
            }
            Object machine = wanted.warm() > 0 ? taken(wanted, spec, type, context) : start(wanted, spec, type);
            Kept kept = kept(name, machine, context);
            context.getStore(NAMESPACE).put(kept, kept);
            return machine;
        } catch (StartFailedException e) {
            FailedTests.saveStart(context, name, e);
            throw e;
        }
    }

    private static ThrowawayVm taken(Throwaway wanted, ThrowawaySpec spec, Class<?> type, ExtensionContext context) {
        if (type == VmGroup.class) {
            throw new ExtensionConfigurationException("@Throwaway(warm = ...) is for a ThrowawayVm, not for a VmGroup");
        }
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(new Warm(wanted), warm -> WarmPool.of(spec, wanted.warm()), WarmPool.class)
                .take();
    }

    private static Object start(Throwaway wanted, ThrowawaySpec spec, Class<?> type) {
        return type == VmGroup.class ? ThrowawayVms.start(wanted.count(), spec) : ThrowawayVms.start(spec);
    }

    private static Kept kept(String name, Object machine, ExtensionContext context) {
        Kept kept = new Kept(name, machine, context);
        FailedTests.add(kept);
        return kept;
    }
}
