package io.iaas.examples.reliability;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a process is to do in a cell.
 *
 * @param stage where
 * @param scenario the operation
 * @param submits whether it is to be submitted, or found there
 * @param death how the process ends
 */
record Assignment(Stage stage, Scenario scenario, boolean submits, Cell.Death death) {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    record Batch(List<Assignment> assignments) {}

    static String json(List<Assignment> assignments) {
        return MAPPER.writeValueAsString(new Batch(assignments));
    }

    static List<Assignment> parse(String json) {
        return MAPPER.readValue(json, Batch.class).assignments();
    }
}
