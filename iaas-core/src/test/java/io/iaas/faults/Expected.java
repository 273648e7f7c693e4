package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.operation.FailureEvidence;
import java.util.Optional;

/**
 * How a cell must end.
 *
 * @param outcome the outcome
 * @param code the code in the evidence of the failure, where one is determined
 */
record Expected(Outcome outcome, Optional<ErrorCode> code) {
    static Expected of(Outcome outcome) {
        return new Expected(outcome, Optional.empty());
    }

    static Expected rolledBack(ErrorCode code) {
        return new Expected(Outcome.ROLLED_BACK, Optional.of(code));
    }

    static Expected blocked(ErrorCode code) {
        return new Expected(Outcome.UNDO_BLOCKED, Optional.of(code));
    }

    void check(Outcome actual, Standing end) {
        assertThat(actual).as("outcome of %s", end).isEqualTo(outcome);
        if (actual == Outcome.NOT_SUBMITTED) {
            return;
        }
        Optional<FailureEvidence> evidence = end.status().failure();
        code.ifPresent(c -> assertThat(evidence.map(FailureEvidence::code)).hasValue(c));
        switch (actual) {
            case ROLLED_BACK -> assertThat(evidence.orElseThrow().notUndone()).isEmpty();
            case UNDO_BLOCKED -> assertThat(evidence.orElseThrow().notUndone()).isNotEmpty();
            default -> assertThat(evidence).isEmpty();
        }
    }
}
