package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole life of a machine on a database in a JVM that refuses to read any serialized object. */
class DeserializationTest {
    @TempDir
    Path directory;

    /** Runs in the JVM that refuses. */
    static final class Refusing {
        private Refusing() {}

        public static void main(String[] arguments) throws Exception {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(new ArrayList<String>());
            try {
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
                System.out.println("the filter refuses nothing");
            } catch (InvalidClassException refused) {
                CreateMachine.main(arguments);
            }
        }
    }

    @Test
    void libraryWorksWhereNothingIsDeserialized() throws IOException, InterruptedException {
        Path disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]);
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.serialFilter=!*",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Refusing.class.getName(),
                        "simulated",
                        disk.toString(),
                        directory.resolve("iaas.db").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jvm.exitValue()).as(output).isZero();
        assertThat(output).contains("web is RUNNING").doesNotContain("filter");
    }
}
