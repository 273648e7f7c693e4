package io.iaas.examples.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What a row has measured.
 *
 * @param ratios what is compared with its target
 * @param measures what the ratios are made of
 * @param notes what else is worth knowing
 */
record RowResult(List<Ratio> ratios, List<Measure> measures, List<String> notes) {
    /** Copies the lists. */
    RowResult {
        ratios = List.copyOf(ratios);
        measures = List.copyOf(measures);
        notes = List.copyOf(notes);
    }

    /** Gathers a result. */
    static final class Builder {
        private final List<Ratio> ratios = new ArrayList<>();
        private final List<Measure> measures = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Builder ratio(Ratio ratio) {
            ratios.add(ratio);
            return this;
        }

        Builder measure(Measure measure) {
            measures.add(measure);
            return this;
        }

        Builder note(String note) {
            notes.add(note);
            return this;
        }

        RowResult build() {
            return new RowResult(ratios, measures, notes);
        }
    }
}
