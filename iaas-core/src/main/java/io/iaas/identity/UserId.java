package io.iaas.identity;

import io.iaas.error.InvalidInputException;
import java.util.UUID;

/** The identity of a user; ids grow with time of creation. */
public record UserId(UUID value) {
    /**
     * Reads an id from text.
     *
     * @throws InvalidInputException when it is no UUID
     */
    public static UserId parse(String text) {
        try {
            return new UserId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("a user id is a UUID");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
