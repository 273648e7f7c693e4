package io.iaas.internal.image;

import io.iaas.image.ImageFile;
import io.iaas.internal.engine.StepContext;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the bytes of an import: where the caller said, or where his stream or what his URL gives was put. */
final class Sources {
    private final Fetch fetch;

    Sources(Fetch fetch) {
        this.fetch = fetch;
    }

    /** Returns whether the import has a file of this role. Asks nobody. */
    boolean has(StepContext context, ImageFile.Role role) {
        return isDownloaded(context, role) || path(context, role).isPresent();
    }

    /** Returns the file of a role, downloaded again where it has to be. */
    Optional<Path> file(StepContext context, ImageFile.Role role) {
        return isDownloaded(context, role) ? Optional.of(fetch.again(context)) : path(context, role);
    }

    private static boolean isDownloaded(StepContext context, ImageFile.Role role) {
        return role == ImageFile.Role.DISK && context.input(ImportInput.URL).isPresent();
    }

    private static Optional<Path> path(StepContext context, ImageFile.Role role) {
        String given = ImportInput.path(role);
        return context.input(given)
                .or(() -> context.resultOf(ReceiveStream.NAME, given))
                .map(Path::of);
    }
}
