package io.iaas.testkit;

import java.lang.reflect.Field;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;

/** Makes the machines that tests share what they were when they were ready, before each test. */
final class ResetBetweenTests {
    private final ExtensionContext context;

    ResetBetweenTests(ExtensionContext context) {
        this.context = context;
    }

    void run() {
        context.getRequiredTestInstances().getAllInstances().forEach(instance -> reset(instance.getClass()));
    }

    private void reset(Class<?> testClass) {
        for (Field field : AnnotationSupport.findAnnotatedFields(
                testClass, Throwaway.class, ModifierSupport::isStatic, HierarchyTraversalMode.TOP_DOWN)) {
            AnnotationSupport.findAnnotation(field, Throwaway.class)
                    .filter(Throwaway::reset)
                    .ifPresent(wanted -> {
                        refuseTestsAtOnce(field, wanted.scope() == Throwaway.Scope.SUITE, testClass);
                        reset(field);
                    });
        }
    }

    private static void reset(Field field) {
        try {
            field.setAccessible(true);
            Object machine = field.get(null);
            if (machine instanceof ThrowawayVm vm) {
                vm.reset();
            } else if (machine instanceof VmGroup group) {
                group.reset();
            }
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("@Throwaway cannot read " + field, e);
        }
    }

    /** Looks at everything between the test and what all users of the machine have in common. */
    private void refuseTestsAtOnce(Field field, boolean suite, Class<?> testClass) {
        Optional<ExtensionContext> at = Optional.of(context);
        while (at.isPresent() && (suite || !isOf(testClass, at.get()))) {
            if (at.get().getExecutionMode() == ExecutionMode.CONCURRENT) {
                throw new ExtensionConfigurationException(
                        "@Throwaway(reset = true) is for tests that run one after the other, and those that share "
                                + field + " may run at once");
            }
            at = at.get().getParent();
        }
    }

    private static boolean isOf(Class<?> testClass, ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                && context.getTestClass().filter(testClass::equals).isPresent();
    }
}
