package io.iaas.image;

import java.io.InputStream;
import java.nio.file.Path;

/** Where an image's bytes come from. */
public sealed interface ImageSource {
    /**
     * A file that the process which runs the operation can read.
     *
     * @param path the file; made absolute at submission
     */
    record OfFile(Path path) implements ImageSource {
        /** Makes the path absolute, since another process may run the operation. */
        public OfFile {
            path = path.toAbsolutePath().normalize();
        }
    }

    /**
     * A stream, read once, by the operation, in this process, and closed by it. When the process dies the import
     * cannot go on and is undone.
     *
     * @param stream the bytes
     */
    record OfStream(InputStream stream) implements ImageSource {}
}
