package io.iaas.examples.cli;

import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.InvalidInputException;
import io.iaas.identity.KeyPair;
import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Creates a machine. */
@Command(name = "create", description = "Create and start a machine.")
final class VmCreateCommand implements Callable<Integer> {
    @ParentCommand
    private VmCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The name to give.")
    private String name;

    @Option(names = "--image", paramLabel = "I", required = true, description = "The image's name.")
    private String image;

    @Option(names = "--flavor", paramLabel = "F", required = true, description = "The flavor's name.")
    private String flavor;

    @Option(names = "--ssh-key", paramLabel = "FILE", description = "A public key for the guest; may be repeated.")
    private List<Path> sshKeys = List.of();

    @Option(names = "--key", paramLabel = "NAME", description = "A key pair of the project; may be repeated.")
    private List<String> keyPairs = List.of();

    @Option(names = "--user-data", paramLabel = "FILE", description = "cloud-init user data for the guest.")
    private Optional<Path> userData;

    @Option(names = "--label", paramLabel = "K=V", description = "A label; may be repeated.")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Delete the machine after this time, such as 90s, 5m, 2h or 1d, unless its lease is renewed.")
    private Optional<Duration> lease;

    @Option(
            names = "--wait",
            paramLabel = "CONDITION",
            description =
                    "running (default), address, port:N, http:PORT/path, ssh, console:REGEX, agent or cloud-init; of"
                            + " several, all.")
    private List<String> conditions = List.of();

    @Option(
            names = "--wait-limit",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long that may take from the guest's start on (default: ${DEFAULT-VALUE}).")
    private long waitLimitSeconds;

    @Option(
            names = "--on-timeout",
            paramLabel = "FATE",
            defaultValue = "DELETE",
            description = "What becomes of the machine then: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Wait.OnTimeout onTimeout;

    @Option(names = "--no-wait", description = "Print the operation at once; a process in the background runs it.")
    private boolean noWait;

    @Mixin
    private SubmitArguments submit;

    @Override
    public Integer call() {
        VmSpec machine = machine();
        SubmitOptions options = submit.options();
        return noWait
                ? parent.root().read(session -> submit(session, machine, options))
                : parent.root().work(session -> {
                    Vm vm = session.await(session.view().compute().with(options).create(machine));
                    session.output().show(VmView.of(vm));
                    return ExitCode.OK;
                });
    }

    private int submit(Session session, VmSpec machine, SubmitOptions options) {
        if (session.place().inMemory()) {
            throw new ParameterException(
                    spec.commandLine(), "--no-wait needs --db: nothing else outlives this command");
        }
        Operation<Vm> create = session.view().compute().with(options).create(machine);
        BackgroundProcess.run(session.place(), create.id());
        new OperationPrinter(session.output()).print(create.info());
        return ExitCode.OK;
    }

    private VmSpec machine() {
        VmSpec.Builder builder = VmSpec.named(name).image(image).flavor(flavor).labels(labels);
        sshKeys.forEach(file -> text("SSH key", file)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> builder.sshKey(KeyPair.parse(line))));
        keyPairs.forEach(builder::sshKey);
        lease.ifPresent(builder::expiresAfter);
        userData.ifPresent(file -> builder.userData(text("user data", file)));
        conditions.stream()
                .map(WaitCondition::parse)
                .reduce(WaitCondition::and)
                .ifPresent(condition ->
                        builder.waitFor(new Wait(condition, Duration.ofSeconds(waitLimitSeconds), onTimeout)));
        return builder.build();
    }

    private static String text(String what, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidInputException(what + " file '" + file + "' cannot be read as text");
        }
    }
}
