package io.iaas.internal.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class JsonTest {

    @Test
    void writesOnePropertyOrElementALine() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", List.of("x", 1, true));
        value.put("b", Map.of());

        assertThat(Json.write(value)).isEqualTo("{\n  \"a\": [\n    \"x\",\n    1,\n    true\n  ],\n  \"b\": {}\n}\n");
    }

    @Test
    void escapesWhatYamlTakesForALineBreakOrRefuses() {
        assertThat(Json.write("\"\\\n\r\t\0\u007f\u0085\u2028\u2029\ufeff"))
                .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0000\\u007f\\u0085\\u2028\\u2029\\ufeff\"\n");
    }

    @Test
    void leavesOtherCharactersOutsideAsciiAsTheyAre() {
        assertThat(Json.write("é漢😀")).isEqualTo("\"é漢😀\"\n");
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> Json.write("a\ud83d")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aYamlParserReadsBackEveryString(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Map<String, Object> value = Map.of("key", List.of(Hostile.text(random), Hostile.text(random)));
            Object read = new Load(LoadSettings.builder().build()).loadFromString(Json.write(value));
            assertThat(read).isEqualTo(value);
        }
    }
}
