package io.iaas.libvirt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON that came from elsewhere, strictly and to a bounded depth. An object is a {@link Map}, an array a
 * {@link List}, a whole number a {@link Long}, any other number a {@link Double}, null the constant {@link #NULL}.
 */
final class JsonReading {
    static final Object NULL = new Object();

    private static final int MOST_DEPTH = 16;
    private static final int UNICODE_DIGITS = 4;
    private static final int LONGEST_NUMBER = 30;
    private static final int HEX = 16;

    private final String text;
    private int at;

    private JsonReading(String text) {
        this.text = text;
    }

    /** Is told where a text ceases to be JSON. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        private MalformedException(String message) {
            super(message);
        }
    }

    static Object read(String text) throws MalformedException {
        JsonReading reading = new JsonReading(text);
        Object value = reading.value(0);
        reading.skipSpace();
        if (reading.at < text.length()) {
            throw reading.malformed("something behind the value");
        }
        return value;
    }

    private Object value(int depth) throws MalformedException {
        if (depth > MOST_DEPTH) {
            throw malformed("nested deeper than " + MOST_DEPTH);
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) throws MalformedException {
        Map<String, Object> members = new HashMap<>();
        expect('{');
        if (!ends('}')) {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                expect(':');
                if (members.put(name, value(depth + 1)) != null) {
                    throw malformed("a member twice");
                }
            } while (more('}'));
        }
        return members;
    }

    private List<Object> array(int depth) throws MalformedException {
        List<Object> elements = new ArrayList<>();
        expect('[');
        if (!ends(']')) {
            do {
                elements.add(value(depth + 1));
            } while (more(']'));
        }
        return elements;
    }

    private boolean ends(char end) {
        skipSpace();
        boolean here = at < text.length() && text.charAt(at) == end;
        at += here ? 1 : 0;
        return here;
    }

    private boolean more(char end) throws MalformedException {
        skipSpace();
        if (peek() == ',') {
            at++;
            return true;
        }
        expect(end);
        return false;
    }

    private String string() throws MalformedException {
        expect('"');
        int end = text.indexOf('"', at);
        boolean plain = end >= 0 && text.substring(at, end).chars().allMatch(c -> c >= ' ' && c != '\\');
        if (plain) {
            String content = text.substring(at, end);
            at = end + 1;
            return content;
        }
        StringBuilder content = new StringBuilder();
        while (peek() != '"') {
            char c = next();
            if (c < ' ') {
                throw malformed("a control character");
            }
            content.append(c == '\\' ? escaped() : c);
        }
        at++;
        return content.toString();
    }

    private char escaped() throws MalformedException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed("no escape");
        };
    }

    private char unicode() throws MalformedException {
        int value = 0;
        for (int i = 0; i < UNICODE_DIGITS; i++) {
            int digit = Character.digit(next(), HEX);
            if (digit < 0) {
                throw malformed("no hexadecimal digit");
            }
            value = value * HEX + digit;
        }
        return (char) value;
    }

    private Object number() throws MalformedException {
        int start = at;
        while (at < text.length() && at - start < LONGEST_NUMBER && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.matches("-?(0|[1-9][0-9]{0,17})")) {
            return Long.valueOf(digits);
        }
        if (digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            return Double.valueOf(digits);
        }
        throw malformed("no value");
    }

    private Object word(String word, Object value) throws MalformedException {
        if (!text.startsWith(word, at)) {
            throw malformed("no value");
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws MalformedException {
        if (at >= text.length()) {
            throw malformed("it ends too early");
        }
        return text.charAt(at);
    }

    private char next() throws MalformedException {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char wanted) throws MalformedException {
        if (next() != wanted) {
            throw malformed("no '" + wanted + "'");
        }
    }

    private MalformedException malformed(String what) {
        return new MalformedException("at " + at + ": " + what);
    }
}
