package io.iaas.image;

import java.util.UUID;

/** The identity of an image; ids grow with time of creation. */
public record ImageId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
