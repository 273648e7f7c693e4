package io.iaas.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code iaas}: global options, and the way from a subcommand to the library. */
@Command(
        name = "iaas",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        version = "iaas 0.1.0-SNAPSHOT",
        description = "Provisions virtual machines on KVM/QEMU.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:bad usage",
            "3:reconcile found what differs and was not put right",
            "130:interrupted; what was submitted is not lost"
        },
        subcommands = {
            DoctorCommand.class,
            ImageCommand.class,
            FlavorCommand.class,
            VmCommand.class,
            OperationCommand.class,
            EventsCommand.class,
            ReconcileCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            UserCommand.class,
            ProjectCommand.class,
            RoleCommand.class,
            QuotaCommand.class,
            KeyPairCommand.class,
            AuditCommand.class
        })
public final class IaasCommand {
    private static final int WORKERS = 8;

    @Option(
            names = "--db",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The database; without it $XDG_DATA_HOME/iaas/iaas.db (~/.local/share/iaas/iaas.db).")
    private Optional<Path> database;

    @Option(
            names = "--hypervisor",
            paramLabel = "URI|simulated",
            defaultValue = "${env:IAAS_LIBVIRT_URI:-qemu:///system}",
            scope = ScopeType.INHERIT,
            description = {
                "Where machines run (default: ${DEFAULT-VALUE}).",
                "'simulated' runs none: its host lives beside the database, or in memory where no --db is given."
            })
    private String hypervisor;

    @Option(
            names = Output.JSON_OPTION,
            scope = ScopeType.INHERIT,
            description = "Print one JSON document to stdout, for errors too.")
    private boolean json;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The project to work in; without it the one that is logged in to, or 'default'.")
    private Optional<String> project;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private final PasswordSource passwords;

    private IaasCommand(PasswordSource passwords) {
        this.passwords = passwords;
    }

    /** What a subcommand does with the library. */
    @FunctionalInterface
    interface Task {
        /** Returns the exit code. */
        int run(Session session);
    }

    /** Runs a command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(PasswordSource.ofProcess(), writer(System.out), writer(System.err), args));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    static int run(PasswordSource passwords, PrintWriter out, PrintWriter err, String... args) {
        Failures failures = new Failures(Arrays.asList(args).contains(Output.JSON_OPTION));
        return new CommandLine(new IaasCommand(passwords))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, new DurationConverter())
                .setOptionsCaseInsensitive(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .execute(args);
    }

    PasswordSource passwords() {
        return passwords;
    }

    /** Runs a task that needs no worker: it reads, or changes records only. */
    int read(Task task) {
        return run(0, false, task);
    }

    /** Runs a task that submits operations and waits for them. */
    int work(Task task) {
        return run(WORKERS, false, task);
    }

    /** Runs a task that lasts, and has the records follow the host meanwhile; the other commands are too short for it. */
    int follow(Task task) {
        return run(0, true, task);
    }

    private int run(int workers, boolean follow, Task task) {
        CommandLine line = spec.commandLine();
        Output output = new Output(line.getOut(), line.getErr(), json);
        try (Session session = Session.open(new Place(database, hypervisor, project), output, workers, follow)) {
            return task.run(session);
        }
    }
}
