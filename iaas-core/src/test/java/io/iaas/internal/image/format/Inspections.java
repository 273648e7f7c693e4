package io.iaas.internal.image.format;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.internal.image.format.ImageRejection.Reason;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/** What the inspector says, in the words of tests. */
final class Inspections {

    private Inspections() {}

    static InspectedImage inspect(byte[] image) throws Exception {
        return ImageInspector.inspect(new MemoryChannel(image), InspectionLimits.defaults());
    }

    static Reason rejection(byte[] image) {
        return rejection(new MemoryChannel(image));
    }

    static Reason rejection(SeekableByteChannel image) {
        ImageRejection rejection = catchThrowableOfType(
                ImageRejection.class, () -> ImageInspector.inspect(image, InspectionLimits.defaults()));
        return Objects.requireNonNull(rejection, "accepted").reason();
    }
}
