package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import java.util.UUID;

/** The identity of a virtual machine, and the UUID of its domain; ids grow with time of creation. */
public record VmId(UUID value) {
    /**
     * Reads an id from text.
     *
     * @throws InvalidInputException when it is no UUID
     */
    public static VmId parse(String text) {
        try {
            return new VmId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("a VM id is a UUID");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
