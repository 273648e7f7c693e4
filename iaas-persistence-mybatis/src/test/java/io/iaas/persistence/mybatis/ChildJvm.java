package io.iaas.persistence.mybatis;

import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.RepositorySession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** A process of its own that works on a database. It says when it is ready, and goes on when told so. */
final class ChildJvm implements AutoCloseable {
    static final ProjectId COMMITTED = new ProjectId(new UUID(1, 1));
    static final ProjectId UNCOMMITTED = new ProjectId(new UUID(2, 2));

    private final Process process;
    private final BufferedReader output;

    /** Starts the process. */
    ChildJvm(String task, Path database) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildJvm.class.getName(),
                        task,
                        database.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns the next line that the process says. */
    String says() throws IOException {
        return String.valueOf(output.readLine());
    }

    void goOn() throws IOException {
        process.outputWriter().write("\n");
        process.outputWriter().flush();
    }

    /** Kills the process as {@code kill -9} does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** The process's own main. */
    public static void main(String[] arguments) throws IOException {
        Path database = Path.of(arguments[1]);
        if (arguments[0].equals("open")) {
            say("ready");
            waitForParent();
            try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(database)) {
                say(repositories.read(RepositorySession::installation));
            }
            return;
        }
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(database)) {
            repositories.<Boolean>write(session -> {
                session.projects().insert(new Project(COMMITTED, "committed", session.now()));
                return true;
            });
            repositories.<Boolean>write(session -> {
                session.projects().insert(new Project(UNCOMMITTED, "uncommitted", session.now()));
                say("in the middle of a transaction");
                waitForParent();
                return true;
            });
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void waitForParent() {
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("the parent is gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
