package io.iaas.internal.image;

import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.StepFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Tells whether a file is still the one that was looked at: what was proven must be what is uploaded. */
final class FileIdentity {
    private FileIdentity() {}

    static String of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime() + " "
                    + changed(file);
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.INVALID_INPUT, "image file " + file + " cannot be read: " + e, e);
        }
    }

    /** Who changes a file may set the time of its last modification back; this one nobody can, where there is one. */
    private static String changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(file, "unix:ctime").toString()
                : "";
    }

    static void check(Path file, String identity) {
        if (!of(file).equals(identity)) {
            throw new StepFailedException(
                    ErrorCode.INVALID_INPUT, "image file " + file + " was changed while it was being imported");
        }
    }
}
