package io.iaas.examples.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints results to stdout, as JSON or for people, and everything else to stderr. */
final class Output {
    static final String JSON_OPTION = "--json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final JsonMapper LINES = JsonMapper.builder().build();

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    Output(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    boolean json() {
        return json;
    }

    /** Prints one result: for people as a line for each field that says something. */
    void show(Object view) {
        if (json) {
            out.println(MAPPER.writeValueAsString(view));
            out.flush();
            return;
        }
        JsonNode tree = MAPPER.valueToTree(view);
        List<List<String>> rows = new ArrayList<>();
        tree.properties().forEach(field -> {
            if (!text(field.getValue()).isEmpty()) {
                rows.add(List.of(words(field.getKey()), text(field.getValue())));
            }
        });
        print(rows);
    }

    /** Prints a list: for people as a table of these fields. */
    void list(List<?> views, String... fields) {
        if (json) {
            out.println(MAPPER.writeValueAsString(views));
            out.flush();
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(fields).stream()
                .map(field -> words(field).toUpperCase(Locale.ROOT))
                .toList());
        for (Object view : views) {
            JsonNode tree = MAPPER.valueToTree(view);
            rows.add(List.of(fields).stream()
                    .map(field -> text(tree.path(field)))
                    .map(text -> text.isEmpty() ? "-" : text)
                    .toList());
        }
        print(rows);
    }

    /** Prints one of many results that come one by one, in one line. */
    void line(Object view, String words) {
        out.println(json ? LINES.writeValueAsString(view) : harmless(words));
        out.flush();
    }

    /** Prints text of several lines. */
    void text(String text) {
        out.print(harmless(text));
        out.flush();
    }

    /** Prints text of several lines that tells of errors. */
    void errors(String text) {
        err.print(harmless(text));
        err.flush();
    }

    /** Tells people something beside the result. */
    void note(String words) {
        err.println(harmless(words));
        err.flush();
    }

    /** What a guest writes must not command the terminal of whoever reads it. */
    private static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    private void print(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                }
                widths.set(i, Math.max(widths.get(i), width));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i))
                        .append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
            }
            out.println(harmless(line.toString()).stripTrailing());
        }
        out.flush();
    }

    private static String text(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return "";
        }
        if (node.isArray()) {
            return node.valueStream().map(Output::text).collect(Collectors.joining(", "));
        }
        if (node.isObject() && node.has("kind") && node.has("name")) {
            return node.path("kind").asString() + " " + node.path("name").asString();
        }
        if (node.isObject()) {
            return node.propertyStream()
                    .filter(field -> !text(field.getValue()).isEmpty())
                    .map(field -> words(field.getKey()) + " " + text(field.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return node.asString();
    }

    private static String words(String field) {
        return field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
