package io.iaas.internal.image;

import io.iaas.internal.engine.OperationDefinition;
import java.util.List;

/** All kinds of operations on images. */
public final class ImageDefinitions {
    private ImageDefinitions() {}

    /** Returns them. */
    public static List<OperationDefinition<?>> all() {
        return List.of(new ImportImage(), new DeleteImage());
    }
}
