package io.iaas.examples.cli;

import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An image as the command line prints it. */
record ImageView(
        String id,
        String name,
        String state,
        String firmware,
        Optional<String> commandLine,
        long sizeBytes,
        List<FileView> files,
        Instant createdAt) {

    /** A file of an image. */
    record FileView(String role, String format, long sizeBytes, long virtualSizeBytes, String sha256) {
        static FileView of(ImageFile file) {
            return new FileView(
                    file.role().name(), file.format().name(), file.sizeBytes(), file.virtualSizeBytes(), file.sha256());
        }
    }

    static ImageView of(Image image) {
        return new ImageView(
                image.id().toString(),
                image.name(),
                image.state().name(),
                image.firmware().name(),
                image.commandLine(),
                image.sizeBytes(),
                image.files().stream().map(FileView::of).toList(),
                image.createdAt());
    }
}
