package io.iaas.internal.image;

import io.iaas.image.DownloadPolicy;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.image.download.Download;
import java.util.List;

/** All kinds of operations on images. */
public final class ImageDefinitions {
    private ImageDefinitions() {}

    /** Returns them, with downloads from public addresses only. */
    public static List<OperationDefinition<?>> all() {
        return all(Download.within(DownloadPolicy.publicOnly()));
    }

    /** Returns them, with what imports download by. */
    public static List<OperationDefinition<?>> all(Download download) {
        return List.of(new ImportImage(new Fetch(download)), new DeleteImage());
    }
}
