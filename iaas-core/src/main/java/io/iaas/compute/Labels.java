package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import io.iaas.name.ResourceName;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of labels: at most 64, keys like {@code app.example/tier}, values of printable characters. */
final class Labels {
    private static final int MAX = 64;
    private static final int MAX_VALUE = 255;
    private static final String MARKS = "._/-";

    private Labels() {}

    /** Returns a copy that cannot change; checked labels as they are, since a list copies each machine that it shows. */
    static Map<String, String> check(Map<String, String> labels) {
        if (labels instanceof Checked) {
            return labels;
        }
        if (labels.size() > MAX) {
            throw new InvalidInputException("a VM has at most " + MAX + " labels, not " + labels.size());
        }
        labels.forEach((key, value) -> {
            if (!ResourceName.hasForm(key, MARKS)) {
                throw new InvalidInputException(
                        "a label's key is 1 to 63 letters, digits, dots, dashes, underscores or slashes");
            }
            if (value.length() > MAX_VALUE || !Text.isPrintable(value, "")) {
                throw new InvalidInputException("the value of label '" + key + "' must be at most " + MAX_VALUE
                        + " characters without control characters");
            }
        });
        return new Checked(Map.copyOf(labels));
    }

    /** Labels that have the form, and keep it. */
    private static final class Checked extends AbstractMap<String, String> {
        private final Map<String, String> labels;

        private Checked(Map<String, String> labels) {
            this.labels = labels;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return labels.entrySet();
        }

        @Override
        public boolean containsKey(Object key) {
            return labels.containsKey(key);
        }

        @Override
        public @Nullable String get(Object key) {
            return labels.get(key);
        }
    }
}
