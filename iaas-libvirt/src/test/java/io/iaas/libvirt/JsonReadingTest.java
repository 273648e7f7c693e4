package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadingTest {
    @Test
    void everyKindOfValueIsRead() throws JsonReading.MalformedException {
        assertThat(JsonReading.read(" {\"a\": [1, -2.5e3, true, false, null, \"\"], \"b\" : {} }\r\n"))
                .isEqualTo(Map.of("a", List.of(1L, -2500.0, true, false, JsonReading.NULL, ""), "b", Map.of()));
        assertThat(JsonReading.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00x\""))
                .isEqualTo("\"\\/\b\f\n\r\t\u00e4\ud83d\ude00x");
        assertThat(JsonReading.read("[]")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":1,\"a\":2}",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"a\nb\"",
                "tru",
                "nul",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "--1",
                "0x1",
                "NaN",
                "1 2",
                "[] []",
                "{}x"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonReading.read(text)).isInstanceOf(JsonReading.MalformedException.class);
    }

    @Test
    void nestingAndNumbersAreBounded() {
        assertThatThrownBy(() -> JsonReading.read("[".repeat(1_000_000)))
                .isInstanceOf(JsonReading.MalformedException.class)
                .hasMessageContaining("deeper");
        assertThatThrownBy(() -> JsonReading.read("{\"a\":".repeat(1_000_000)))
                .isInstanceOf(JsonReading.MalformedException.class);
        assertThatThrownBy(() -> JsonReading.read("9".repeat(1_000_000)))
                .isInstanceOf(JsonReading.MalformedException.class);
    }

    /** Whatever a damaged answer reads as, it ends as a value or as malformed. */
    @Test
    void damagedTextNeverFailsOtherwise() {
        String sound =
                "{\"return\":{\"exitcode\":0,\"out-data\":\"aGkgw7wK\\u00e4\",\"exited\":true,\"x\":[1,2.5,null]}}";
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder damaged = new StringBuilder(sound);
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged.setCharAt(random.nextInt(damaged.length()), "{}[]\":,\\\0 0e-tn".charAt(random.nextInt(15)));
            }
            try {
                read += JsonReading.read(damaged.toString()) == null ? 0 : 1;
            } catch (JsonReading.MalformedException e) {
                assertThat(e).as("seed %d", seed).hasMessageStartingWith("at ");
            }
        }
        assertThat(read).as("seed %d", seed).isPositive();
    }
}
