package io.iaas.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where the evidence of failed tests goes: {@code <root>/<class>/<test>}. A repetition, and another test whose name reads
 * the same, has a number behind it. A run writes over what the one before has left.
 */
final class EvidenceDirectories {
    private static final String ROOT = "iaas.throwaway.evidence";
    private static final String DEFAULT_ROOT = "target/iaas-evidence";
    private static final int LONGEST = 100;

    private final Map<Path, String> owners = new ConcurrentHashMap<>();

    /** Returns the directory of a test, or of a class where the context is that of one. */
    Path of(ExtensionContext context) {
        Path root = Path.of(context.getConfigurationParameter(ROOT).orElse(DEFAULT_ROOT));
        Path ofClass = root.resolve(safe(context.getRequiredTestClass().getName()));
        String name =
                safe(context.getTestMethod().map(method -> method.getName()).orElse("class"));
        for (int number = 1; ; number++) {
            Path directory = ofClass.resolve(number == 1 ? name : name + "-" + number);
            String owner = owners.putIfAbsent(directory, context.getUniqueId());
            if (owner == null || owner.equals(context.getUniqueId())) {
                return directory;
            }
        }
    }

    /** Names of tests may be any text in some languages of the JVM. */
    static String safe(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_$.-]", "_").replaceAll("^\\.+", "_");
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe.isEmpty() ? "_" : safe;
    }
}
