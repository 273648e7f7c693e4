package io.iaas.examples.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The first heartbeat of guest B, seen in the file that its console is written to, whoever made the machine. */
final class Heartbeat {
    static final String LINE = "HB 1 ";
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_MILLIS = 5;

    private Heartbeat() {}

    static void await(Path console) throws IOException, InterruptedException {
        Stopwatch waiting = new Stopwatch();
        for (String text = read(console); !text.contains(LINE); text = read(console)) {
            if (waiting.millis() > PATIENCE.toMillis()) {
                throw new IllegalStateException("no heartbeat in " + console + ":\n" + text);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static String read(Path console) throws IOException {
        return Files.exists(console) ? Files.readString(console, StandardCharsets.ISO_8859_1) : "";
    }
}
