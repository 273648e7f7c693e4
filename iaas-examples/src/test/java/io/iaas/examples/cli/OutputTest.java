package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Output output(boolean json) {
        return new Output(new PrintWriter(out), new PrintWriter(err), json);
    }

    /** A thing to print. */
    record Thing(String name, long sizeBytes, Optional<String> host, List<String> addresses) {}

    @Test
    void guestsDoNotCommandTheTerminal() {
        output(false).text("login:\u001b[2J\r\n\tok\u0007\n");
        output(false).note("tail\u001b]0;title");
        output(false).show(new Thing("a\u001b[2J", 1, Optional.empty(), List.of()));

        assertThat(out.toString()).startsWith("login:[2J\n\tok\n").doesNotContain("\u001b");
        assertThat(err.toString()).isEqualTo("tail]0;title" + System.lineSeparator());
    }

    @Test
    void aTableIsAsWideAsItsContentAndMarksWhatIsMissing() {
        output(false)
                .list(
                        List.of(
                                new Thing("a", 1, Optional.of("here"), List.of("::1", "127.0.0.1")),
                                new Thing("longer", 22, Optional.empty(), List.of())),
                        "name",
                        "sizeBytes",
                        "host",
                        "addresses");

        assertThat(out.toString().lines())
                .containsExactly(
                        "NAME    SIZE BYTES  HOST  ADDRESSES",
                        "a       1           here  ::1, 127.0.0.1",
                        "longer  22          -     -");
    }

    @Test
    void oneThingIsALineForEachFieldThatSaysSomething() {
        output(false).show(new Thing("a", 1, Optional.empty(), List.of()));

        assertThat(out.toString().lines()).containsExactly("name        a", "size bytes  1");
    }

    @Test
    void jsonKeepsEveryField() {
        output(true).show(new Thing("a", 1, Optional.empty(), List.of()));

        assertThat(out.toString()).contains("\"sizeBytes\" : 1", "\"host\" : null", "\"addresses\" : [ ]");
    }
}
