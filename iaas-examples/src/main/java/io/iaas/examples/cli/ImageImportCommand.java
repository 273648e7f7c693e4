package io.iaas.examples.cli;

import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.image.ImageSpec;
import io.iaas.operation.SubmitOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Brings an image to the host. */
@Command(
        name = "import",
        description = "Import a disk image, or a kernel with its initial RAM disk.",
        customSynopsis = {
            "iaas image import NAME FILE [--format raw|qcow2] [--sha256 H] [--firmware bios|uefi]",
            "       iaas image import NAME --url U [--format raw|qcow2] [--sha256 H] [--firmware bios|uefi]",
            "       iaas image import NAME --kernel F --initrd F [--cmdline S]",
            "       all: [--idempotency-key K] [--deadline D]"
        })
final class ImageImportCommand implements Callable<Integer> {
    private static final String ONE = "give one of FILE, --url and --kernel";

    @ParentCommand
    private ImageCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The name to give.")
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "A qcow2 or raw disk.")
    private Optional<Path> file;

    @Option(names = "--url", paramLabel = "U", description = "An https URL, or an http URL with --sha256.")
    private Optional<URI> url;

    @Option(names = "--format", paramLabel = "F", description = "Its format: ${COMPLETION-CANDIDATES}.")
    private Optional<DiskFormat> format;

    @Option(names = "--sha256", paramLabel = "H", description = "The SHA-256 that it must have.")
    private Optional<String> sha256;

    @Option(names = "--firmware", paramLabel = "F", description = "What boots it: ${COMPLETION-CANDIDATES}.")
    private Optional<Firmware> firmware;

    @Option(names = "--kernel", paramLabel = "F", description = "A Linux kernel.")
    private Optional<Path> kernel;

    @Option(names = "--initrd", paramLabel = "F", description = "The kernel's initial RAM disk.")
    private Optional<Path> initrd;

    @Option(names = "--cmdline", paramLabel = "S", description = "The kernel's command line.")
    private Optional<String> commandLine;

    @Mixin
    private SubmitArguments submit;

    @Override
    public Integer call() {
        ImageSpec image = image();
        SubmitOptions options = submit.options();
        return parent.root().work(session -> {
            session.output()
                    .show(ImageView.of(
                            session.await(session.view().images().with(options).importImage(image))));
            return ExitCode.OK;
        });
    }

    private ImageSpec image() {
        boolean direct = kernel.isPresent() || initrd.isPresent() || commandLine.isPresent();
        long sources = Stream.of(file.isPresent(), url.isPresent(), direct)
                .filter(given -> given)
                .count();
        refuse(sources > 1, ONE);
        if (url.isPresent()) {
            return disk(ImageSpec.disk(name, url.get()));
        }
        return file.isPresent() ? disk(ImageSpec.disk(name, file.get())) : directBoot();
    }

    private ImageSpec disk(ImageSpec bare) {
        ImageSpec image = bare;
        image = format.isPresent() ? image.withFormat(format.get()) : image;
        image = sha256.isPresent() ? image.withSha256(sha256.get()) : image;
        return firmware.isPresent() ? image.withFirmware(firmware.get()) : image;
    }

    private ImageSpec directBoot() {
        refuse(
                format.isPresent() || sha256.isPresent() || firmware.isPresent(),
                "only a disk has a format, a SHA-256 or a firmware");
        if (kernel.isEmpty() || initrd.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give FILE, --url, or --kernel and --initrd");
        }
        ImageSpec image = ImageSpec.directBoot(name, kernel.get(), initrd.get());
        return commandLine.isPresent() ? image.withCommandLine(commandLine.get()) : image;
    }

    private void refuse(boolean wrong, String words) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), words);
        }
    }
}
