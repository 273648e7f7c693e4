package io.iaas.internal.image;

import io.iaas.image.ImageId;
import io.iaas.internal.engine.Step;
import io.iaas.internal.engine.StepContext;

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
}
