package io.iaas.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes an outcome for programs, every single value included. */
final class JsonFile {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonFile() {}

    private record Document(Map<String, String> machine, MeasureView flush, List<RowView> rows) {}

    private record RowView(
            String name,
            String title,
            List<RatioView> targets,
            List<MeasureView> measures,
            List<String> notes,
            String failure) {}

    private record RatioView(String what, double value, String comparison, double bound, String unit, boolean reached) {
        static RatioView of(Ratio ratio) {
            String comparison = ratio.atLeast() ? "at least" : "at most";
            return new RatioView(ratio.what(), ratio.value(), comparison, ratio.bound(), ratio.unit(), ratio.reached());
        }
    }

    private record MeasureView(String what, String unit, double median, double min, double max, List<Double> values) {
        static MeasureView of(Measure measure) {
            return new MeasureView(
                    measure.what(), measure.unit(), measure.median(), measure.min(), measure.max(), measure.values());
        }
    }

    static void write(Path file, Outcome outcome) throws IOException {
        List<RowView> rows = Stream.concat(outcome.rows().keySet().stream(), outcome.failures().keySet().stream())
                .map(row -> view(row, outcome))
                .toList();
        Document document = new Document(outcome.facts(), MeasureView.of(outcome.flush()), rows);
        Files.writeString(file, MAPPER.writeValueAsString(document) + "\n");
    }

    private static RowView view(Row row, Outcome outcome) {
        RowResult none = new RowResult(List.of(), List.of(), List.of());
        RowResult result = outcome.rows().getOrDefault(row, none);
        return new RowView(
                row.name(),
                row.title(),
                result.ratios().stream().map(RatioView::of).toList(),
                result.measures().stream().map(MeasureView::of).toList(),
                result.notes(),
                outcome.failures().getOrDefault(row, ""));
    }
}
