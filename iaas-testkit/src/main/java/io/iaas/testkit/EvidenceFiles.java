package io.iaas.testkit;

import io.iaas.compute.VmEvidence;
import io.iaas.compute.VmId;
import io.iaas.error.IaasException;
import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationService;
import io.iaas.page.PageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes what is known of a machine, which may be gone, into files. What cannot be had is told in one of them. */
final class EvidenceFiles {
    private static final int CONSOLE_BYTES = 1 << 20;
    private static final int MOST_OPERATIONS = 50;
    private static final String MISSING = "missing.txt";

    private final Run run;
    private final VmId vm;

    EvidenceFiles(Run run, VmId vm) {
        this.run = run;
        this.vm = vm;
    }

    void save(Path directory) {
        VmEvidence host = run.evidence(vm);
        List<String> missing = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(directory.resolve(MISSING));
            text(
                    directory,
                    "console.log",
                    "",
                    missing,
                    () -> Optional.of(run.compute().consoleLog(vm, CONSOLE_BYTES)));
            text(directory, "domain.xml", "there is no domain now", missing, host::definition);
            text(directory, "qemu.log", "there is none that this user may read", missing, host::log);
            text(directory, "operations.txt", "", missing, () -> Optional.of(operations()));
            String noScreen = "the guest is off or has no screen";
            bytes(directory, "screen.png", noScreen, missing, host::screen);
            if (!missing.isEmpty()) {
                Files.write(directory.resolve(MISSING), missing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write evidence into " + directory, e);
        }
    }

    private static void text(
            Path directory, String name, String whyEmpty, List<String> missing, Supplier<Optional<String>> text)
            throws IOException {
        bytes(directory, name, whyEmpty, missing, () -> text.get().map(some -> some.getBytes(StandardCharsets.UTF_8)));
    }

    private static void bytes(
            Path directory, String name, String whyEmpty, List<String> missing, Supplier<Optional<byte[]>> bytes)
            throws IOException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        try {
            Optional<byte[]> content = bytes.get();
            if (content.isPresent()) {
                Files.write(file, content.get());
            } else {
                missing.add(name + ": " + whyEmpty);
            }
        } catch (IaasException e) {
            missing.add(name + ": " + e.getMessage());
        }
    }

    /** Oldest first, as they happened. */
    private String operations() {
        OperationService operations = run.operations();
        List<OperationInfo> newestFirst = operations
                .list(OperationQuery.all().on(vm.value()), PageRequest.first(MOST_OPERATIONS))
                .items();
        StringBuilder text = new StringBuilder();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            OperationInfo info = newestFirst.get(i);
            text.append(info.createdAt())
                    .append(' ')
                    .append(info.kind())
                    .append(' ')
                    .append(info.state())
                    .append(info.finishedAt().map(at -> " at " + at).orElse(""))
                    .append('\n');
            info.failure()
                    .ifPresent(failure ->
                            text.append("  ").append(failure.message()).append('\n'));
            operations.journal(info.id()).forEach(step -> append(text, step));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, JournalStep step) {
        text.append("  ")
                .append(step.sequence())
                .append(' ')
                .append(step.name())
                .append(' ')
                .append(step.state())
                .append(step.resource().map(resource -> " " + resource).orElse(""))
                .append('\n');
    }
}
