package io.iaas.examples;

import io.iaas.Iaas;
import io.iaas.error.IaasException;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationFailedException;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.hypervisor.Hypervisor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A tour of the library on a real host, run by {@code scripts/quickstart}: imports an image, creates a machine, shows
 * it, and deletes both. Arguments: {@code --hypervisor URI|simulated}, and {@code --image FILE} for the guest that the
 * scripts build or {@code --own-image FILE} for any other.
 */
public final class Quickstart {
    private final PrintStream out;

    Quickstart(PrintStream out) {
        this.out = out;
    }

    /** Runs the tour; exits with 1 when a step fails, after it has told why and what was undone. */
    public static void main(String[] args) throws IOException {
        System.exit(new Quickstart(System.out).run(List.of(args)));
    }

    int run(List<String> args) throws IOException {
        Optional<String> known = option(args, "--image");
        Optional<Path> image = known.or(() -> option(args, "--own-image")).map(Path::of);
        Path scratch = Files.createTempDirectory("iaas-quickstart");
        try (Hypervisor host = Hosts.named(option(args, "--hypervisor").orElse("simulated"));
                Iaas iaas = Iaas.builder()
                        .repositories(MyBatisRepositories.sqlite(scratch.resolve("iaas.db")))
                        .hypervisor(host)
                        .build()) {
            Path disk = image.isPresent() ? image.get() : blankDisk(scratch);
            Tour.Guest guest = known.isPresent() ? Tour.Guest.KNOWN : Tour.Guest.UNKNOWN;
            return tour(iaas, new Tour(iaas, host.capabilities(), guest, out), disk);
        } catch (IaasException e) {
            report(e);
            return 1;
        } finally {
            delete(scratch);
        }
    }

    private int tour(Iaas iaas, Tour tour, Path disk) {
        CleanUp cleanUp = new CleanUp(iaas, out);
        Thread interrupted = new Thread(cleanUp, "clean-up");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            tour.run(disk);
            return 0;
        } catch (IaasException e) {
            report(e);
            return 1;
        } finally {
            cleanUp.run();
            forget(interrupted);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is on its way out, and the hook at work.
            return;
        }
    }

    private void report(IaasException failure) {
        out.println();
        out.println("FAILED with " + failure.code() + ": " + failure.getMessage());
        if (failure instanceof OperationFailedException failed) {
            FailureEvidence evidence = failed.evidence();
            out.println("  undone:     " + evidence.undone());
            out.println("  not undone: " + evidence.notUndone());
            evidence.driverError().ifPresent(said -> out.println("  the hypervisor said: " + said));
            evidence.consoleTail().ifPresent(tail -> out.println("  end of the serial console:\n" + tail.indent(4)));
        }
    }

    private static Optional<String> option(List<String> args, String name) {
        int at = args.indexOf(name);
        return at < 0 || at + 1 == args.size() ? Optional.empty() : Optional.of(args.get(at + 1));
    }

    /** The simulated host boots anything. */
    private static Path blankDisk(Path directory) throws IOException {
        return Files.write(directory.resolve("blank.raw"), new byte[1 << 20]);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
