package io.iaas.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the proof of KVM gave on one host with one version of libvirt and QEMU, kept in a file. A file that cannot be
 * read or written costs another proof.
 */
final class RememberedVerdict {
    private static final Logger LOG = LoggerFactory.getLogger(RememberedVerdict.class);

    /** Counts the proofs that there have been: what an earlier one gave is asked again. */
    private static final int PROOF = 2;

    private final Path file;

    RememberedVerdict(Path stateDirectory, HostFacts facts) {
        this.file = stateDirectory.resolve("accelerator-" + PROOF + "-" + facts.uuid() + "-" + facts.libvirtVersion()
                + "-" + facts.hypervisorVersion());
    }

    Path file() {
        return file;
    }

    Optional<Verdict> read() {
        try {
            List<String> lines = Files.readAllLines(file);
            return switch (lines.isEmpty() ? "" : lines.get(0)) {
                case "KVM" -> Optional.of(new Verdict(Virtualization.KVM, reason(lines)));
                case "TCG" -> Optional.of(new Verdict(Virtualization.TCG, reason(lines)));
                default -> Optional.empty();
            };
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("Cannot read which accelerator was proven: {}", e.toString());
            return Optional.empty();
        }
    }

    private static String reason(List<String> lines) {
        return lines.size() > 1 ? lines.get(1) : "it was found so earlier";
    }

    /** Writes whole or not at all: another process may read meanwhile. */
    void write(Verdict verdict) {
        try {
            Files.createDirectories(file.getParent());
            Path whole = Files.createTempFile(file.getParent(), "accelerator-", ".new");
            Files.writeString(whole, verdict.virtualization() + "\n" + verdict.reason() + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("Cannot keep which accelerator was proven: {}", e.toString());
        }
    }
}
