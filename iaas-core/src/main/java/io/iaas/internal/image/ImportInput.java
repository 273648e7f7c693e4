package io.iaas.internal.image;

import io.iaas.error.InvalidInputException;
import io.iaas.image.DiskFormat;
import io.iaas.image.ImageFile;
import io.iaas.image.ImageSource;
import io.iaas.image.ImageSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How an import's operation carries what is to be imported. */
final class ImportInput {
    /** Where a disk is downloaded from. */
    static final String URL = "url.disk";

    private static final String DECLARED_FORMAT = "declared.format";
    private static final String DECLARED_SHA256 = "declared.sha256";

    private ImportInput() {}

    /**
     * Returns the input for a spec.
     *
     * @throws InvalidInputException when a file cannot be read, or a URL gives what nobody vouches for
     */
    static Map<String, String> of(ImageSpec spec) {
        Map<String, String> input = new HashMap<>();
        if (spec.content() instanceof ImageSpec.DirectBoot boot) {
            input.put(path(ImageFile.Role.KERNEL), readable("kernel", boot.kernel()));
            input.put(path(ImageFile.Role.INITRD), readable("initrd", boot.initrd()));
        } else if (spec.content() instanceof ImageSpec.Disk disk) {
            if (disk.source() instanceof ImageSource.OfFile file) {
                input.put(path(ImageFile.Role.DISK), readable("image", file.path()));
            }
            if (disk.source() instanceof ImageSource.OfUrl place) {
                input.put(URL, allowed(place, disk).url().toString());
            }
            disk.format().ifPresent(format -> input.put(DECLARED_FORMAT, format.name()));
            disk.sha256().ifPresent(sha256 -> input.put(DECLARED_SHA256, sha256));
        }
        return input;
    }

    /** Returns all that a spec says; what the steps need is in the input already. */
    static Map<String, String> asked(ImageSpec spec, Map<String, String> input) {
        Map<String, String> asked = new HashMap<>(input);
        asked.put("name", spec.name());
        asked.put("firmware", spec.firmware().name());
        if (spec.content() instanceof ImageSpec.DirectBoot boot) {
            asked.put("commandLine", boot.commandLine());
        }
        return asked;
    }

    /** Returns the name under which the input has the path of a role's file. */
    static String path(ImageFile.Role role) {
        return "path." + role.name().toLowerCase(Locale.ROOT);
    }

    static Optional<DiskFormat> declaredFormat(Map<String, String> input) {
        return Optional.ofNullable(input.get(DECLARED_FORMAT)).map(DiskFormat::valueOf);
    }

    static Optional<String> declaredSha256(Map<String, String> input) {
        return Optional.ofNullable(input.get(DECLARED_SHA256));
    }

    private static ImageSource.OfUrl allowed(ImageSource.OfUrl place, ImageSpec.Disk disk) {
        if (!place.isEncrypted() && disk.sha256().isEmpty()) {
            throw new InvalidInputException(
                    "an http URL needs the SHA-256 of what it gives: nobody else vouches for it");
        }
        return place;
    }

    private static String readable(String what, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new InvalidInputException(what + " file " + file
                    + (Files.exists(file) ? " is not a file that can be read" : " does not exist"));
        }
        return file.toString();
    }
}
