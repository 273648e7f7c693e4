package io.iaas.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * libvirt as its own command line tells of it.
 *
 * @param uri where it is
 */
record Virsh(String uri) {
    /** In front of a thing's name, and behind it. */
    private static final String MARK = "@@";

    /** Runs one command, and returns what it says. */
    String run(String... command) {
        return runOn("", command);
    }

    /** Runs one command with something to read on {@code /dev/stdin}, and returns what it says. */
    String runOn(String input, String... command) {
        List<String> whole = new ArrayList<>(List.of("virsh", "-q", "-c", uri));
        whole.addAll(List.of(command));
        try {
            Process process =
                    new ProcessBuilder(whole).redirectErrorStream(true).start();
            try (OutputStream toIt = process.getOutputStream()) {
                toIt.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", whole, said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command on each of many things in one process, and returns what it says of each. */
    Map<String, String> runOnEach(String command, List<String> things) {
        Map<String, String> answers = new TreeMap<>();
        if (things.isEmpty()) {
            return answers;
        }
        StringBuilder commands = new StringBuilder();
        things.forEach(thing -> commands.append("echo " + MARK + thing + MARK + "; " + command + " " + thing + "; "));
        String[] said = run(commands.toString()).split(MARK, -1);
        for (int i = 1; i < said.length; i += 2) {
            answers.put(said[i], said[i + 1].strip());
        }
        return answers;
    }

    /** Returns one column of a table, whose first is 0. */
    List<String> column(int index, String... list) {
        return names(list).stream().map(line -> line.split("\\s+", -1)[index]).toList();
    }

    List<String> names(String... list) {
        return run(list)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
