package io.iaas.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.InvalidInputException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelsTest {
    @Test
    void checkedOnesNeverChange() {
        Map<String, String> given = new HashMap<>(Map.of("tier", "web"));
        Map<String, String> checked = Labels.check(given);
        given.put("tier", "data base");

        assertThat(checked).isEqualTo(Map.of("tier", "web")).containsEntry("tier", "web");
        assertThatThrownBy(() -> checked.put("bad\nkey", "x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> checked.remove("tier")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(checked::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> checked.entrySet().iterator().next().setValue("bad\nvalue"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void areCheckedOnce() {
        Map<String, String> checked = Labels.check(Map.of("app.example/tier", "web"));

        assertThat(Labels.check(checked)).isSameAs(checked);
    }

    @Test
    void thoseWithoutTheFormAreRefused() {
        assertThatThrownBy(() -> Labels.check(Map.of("bad key", "x")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a label's key is");
        assertThatThrownBy(() -> Labels.check(Map.of("tier", "a\nb")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'tier'");
    }
}
