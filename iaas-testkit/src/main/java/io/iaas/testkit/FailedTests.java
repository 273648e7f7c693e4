package io.iaas.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps evidence of the machines of tests that fail, in whatever phase: JUnit closes what lies in a context's store behind
 * the last of them. A test's own machines are looked at when they are closed, those that it shares when a witness is that
 * lies in its store. Evidence that cannot be kept changes no result.
 */
final class FailedTests {
    private static final Logger LOG = LoggerFactory.getLogger(FailedTests.class);
    private static final Namespace NAMESPACE = Namespace.create(FailedTests.class);

    private FailedTests() {}

    /** The machines of one context. */
    private record Machines(List<Kept> all) {
        Machines() {
            this(new CopyOnWriteArrayList<>());
        }
    }

    /** Looks at the machines that a test shares with others. */
    private record Witness(ExtensionContext test) implements AutoCloseable {
        @Override
        public void close() {
            List<Kept> shared = new ArrayList<>();
            for (Optional<ExtensionContext> context = test.getParent();
                    context.isPresent();
                    context = context.get().getParent()) {
                shared.addAll(machines(context.get()).all());
            }
            saveIfFailed(test, shared);
        }
    }

    /** Has the machines that are there when a test fails looked at. */
    static void watch(ExtensionContext test) {
        store(test).put(Witness.class, new Witness(test));
    }

    /** Has a machine looked at when a test fails that its context encloses. */
    static void add(Kept kept) {
        machines(kept.context()).all().add(kept);
    }

    /** By the context's id: a store finds what lies in those of its parents, too. */
    private static Machines machines(ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(context.getUniqueId(), unused -> new Machines(), Machines.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    static void saveIfFailed(ExtensionContext context, List<Kept> machines) {
        boolean failed = context.getExecutionException()
                .filter(failure -> !(failure instanceof TestAbortedException))
                .isPresent();
        if (failed && !machines.isEmpty()) {
            Path directory = directory(context);
            machines.forEach(kept -> save(kept, directory));
        }
    }

    private static void save(Kept kept, Path directory) {
        List<ThrowawayVm> vms = kept.vms();
        for (int i = 0; i < vms.size(); i++) {
            Path own =
                    directory.resolve(EvidenceDirectories.safe(vms.size() == 1 ? kept.name() : kept.name() + "-" + i));
            try {
                vms.get(i).saveEvidence(own);
            } catch (RuntimeException e) {
                LOG.warn("no evidence of {} in {}", vms.get(i), own, e);
            }
        }
    }

    /** Keeps what is known of a machine that did not start: it is gone. */
    static void saveStart(ExtensionContext context, String name, StartFailedException failure) {
        Path directory = directory(context).resolve(EvidenceDirectories.safe(name));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("start-failure.txt"), failure.getMessage() + "\n");
            failure.vm().ifPresent(vm -> new EvidenceFiles(Run.current(), vm).save(directory));
        } catch (IOException | RuntimeException e) {
            LOG.warn("no evidence in {}", directory, e);
        }
    }

    private static Path directory(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        EvidenceDirectories.class, unused -> new EvidenceDirectories(), EvidenceDirectories.class)
                .of(context);
    }
}
