package io.iaas.examples.tenants;

import io.iaas.ProjectView;
import io.iaas.operation.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Every call that a view allows, found by reflection, with whom it is for and a way to make it. */
final class Calls {
    /**
     * A call.
     *
     * @param level whom it is for
     * @param call makes it, aimed at a target, and returns what can be compared
     */
    record Call(Level level, BiFunction<Reach, Target, Object> call) {}

    private Calls() {}

    /** Returns the calls by their signatures. */
    static Map<String, Call> all() {
        Map<String, Call> all = new TreeMap<>();
        ResourceCalls.add(all);
        MachineCalls.add(all);
        IdentityCalls.add(all);
        KeyPairCalls.add(all);
        return all;
    }

    /** Returns the signatures of all methods of a view, of the services that it leads to, and of handles. */
    static Set<String> signatures() {
        Set<String> found = new TreeSet<>();
        walk(ProjectView.class, found);
        walk(Operation.class, found);
        return found;
    }

    private static void walk(Class<?> type, Set<String> found) {
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && found.add(signature(type, method))) {
                Class<?> next = method.getReturnType();
                if (next.isInterface() && next.getSimpleName().endsWith("Service")) {
                    walk(next, found);
                }
            }
        }
    }

    private static String signature(Class<?> type, Method method) {
        return type.getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
