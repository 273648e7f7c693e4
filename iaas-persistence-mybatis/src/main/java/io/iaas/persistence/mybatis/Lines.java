package io.iaas.persistence.mybatis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists and maps of texts in one column. Every element ends with a line feed, a key is divided from its value by a tab,
 * and backslash, tab and line feed within an element are written as {@code \\}, {@code \t} and {@code \n}.
 */
final class Lines {
    private Lines() {}

    static String ofList(List<String> elements) {
        StringBuilder text = new StringBuilder();
        elements.forEach(element -> text.append(escaped(element)).append('\n'));
        return text.toString();
    }

    static List<String> toList(String text) {
        List<String> elements = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            elements.add(plain(text.substring(start, end)));
            start = end + 1;
        }
        return elements;
    }

    static String ofMap(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((key, value) -> text.append(escaped(key))
                        .append('\t')
                        .append(escaped(value))
                        .append('\n'));
        return text.toString();
    }

    static Map<String, String> toMap(String text) {
        Map<String, String> values = new HashMap<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            int tab = text.indexOf('\t', start);
            values.put(plain(text.substring(start, tab)), plain(text.substring(tab + 1, end)));
            start = end + 1;
        }
        return values;
    }

    private static String escaped(String element) {
        return element.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String plain(String written) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\') {
                i++;
                char escape = written.charAt(i);
                c = escape == 't' ? '\t' : escape == 'n' ? '\n' : escape;
            }
            text.append(c);
        }
        return text.toString();
    }
}
