package io.iaas.internal.cloudinit;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON that YAML 1.1 and 1.2 parsers read as the same value, one property or element a line.
 *
 * <p>Beyond what JSON asks for, every character is escaped that YAML takes for a line break or refuses. Other characters
 * outside ASCII stay as they are: PyYAML turns an escaped surrogate pair into two lone surrogates.
 */
final class Json {

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /**
     * The text of a map, list, string, number or boolean, ending in a line feed.
     *
     * @throws IllegalArgumentException for a value of another kind, or a string with a lone surrogate
     */
    static String write(Object value) {
        Json json = new Json();
        json.value(value, 0);
        return json.out.append('\n').toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof List<?> list) {
            array(list, depth);
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("No JSON for " + value.getClass().getName());
        }
    }

    private void object(Map<?, ?> map, int depth) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            newLine(depth + 1);
            string((String) entry.getKey());
            out.append(": ");
            value(entry.getValue(), depth + 1);
            separate(entries, depth);
        }
        out.append('}');
    }

    private void array(List<?> list, int depth) {
        out.append('[');
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
            newLine(depth + 1);
            value(elements.next(), depth + 1);
            separate(elements, depth);
        }
        out.append(']');
    }

    private void separate(Iterator<?> rest, int depth) {
        if (rest.hasNext()) {
            out.append(',');
        } else {
            newLine(depth);
        }
    }

    private void newLine(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }

    private void string(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int point) {
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw new IllegalArgumentException("Text with half a surrogate pair is no Unicode text");
        }
        switch (point) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (needsEscape(point)) {
                    out.append(String.format("\\u%04x", point));
                } else {
                    out.appendCodePoint(point);
                }
            }
        }
    }

    private static boolean needsEscape(int point) {
        return point < 0x20
                || (point >= 0x7f && point <= 0x9f)
                || point == 0x2028
                || point == 0x2029
                || point == 0xfeff
                || point == 0xfffe
                || point == 0xffff;
    }
}
