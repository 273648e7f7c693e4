package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import java.util.Map;
import java.util.regex.Pattern;

/** The form of labels: at most 64, keys like {@code app.example/tier}, values of printable characters. */
final class Labels {
    private static final int MAX = 64;
    private static final int MAX_VALUE = 255;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");

    private Labels() {}

    static Map<String, String> check(Map<String, String> labels) {
        if (labels.size() > MAX) {
            throw new InvalidInputException("a VM has at most " + MAX + " labels, not " + labels.size());
        }
        labels.forEach((key, value) -> {
            if (!KEY.matcher(key).matches()) {
                throw new InvalidInputException(
                        "a label's key is 1 to 63 letters, digits, dots, dashes, underscores or slashes");
            }
            if (value.length() > MAX_VALUE || value.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidInputException("the value of label '" + key + "' must be at most " + MAX_VALUE
                        + " characters without control characters");
            }
        });
        return Map.copyOf(labels);
    }
}
