package io.iaas.operation;

import io.iaas.error.InvalidInputException;
import java.util.UUID;

/** The identity of an operation; ids grow with time of submission. */
public record OperationId(UUID value) {
    /**
     * Reads an id from text.
     *
     * @throws InvalidInputException when it is no UUID
     */
    public static OperationId parse(String text) {
        try {
            return new OperationId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("an operation id is a UUID");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
