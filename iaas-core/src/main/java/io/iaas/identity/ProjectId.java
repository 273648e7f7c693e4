package io.iaas.identity;

import java.util.UUID;

/** The identity of a project. */
public record ProjectId(UUID value) {
    /** Returns the id that a text shows, or throws {@link IllegalArgumentException}. */
    public static ProjectId parse(String text) {
        return new ProjectId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
