package io.iaas.internal.image;

import io.iaas.image.ImageFile;
import io.iaas.image.ImageId;
import io.iaas.internal.engine.Step;
import io.iaas.internal.engine.StepContext;
import java.nio.file.Path;
import java.util.Optional;

/** A step of an operation on an image. */
abstract class ImageStep implements Step {
    private final String name;

    ImageStep(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    static ImageId id(StepContext context) {
        return new ImageId(context.operation().target().id());
    }

    /** Returns where the bytes of a role are: where the caller said, or where his stream was put. */
    static Optional<Path> source(StepContext context, ImageFile.Role role) {
        String given = ImportInput.path(role);
        return context.input(given)
                .or(() -> context.resultOf(ReceiveStream.NAME, given))
                .map(Path::of);
    }
}
