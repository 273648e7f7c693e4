package io.iaas.image;

import io.iaas.identity.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What virtual machines boot from: a disk, or a kernel with its initial RAM disk.
 *
 * @param id its identity
 * @param projectId the project it belongs to
 * @param name unique in the project
 * @param state whether it can be used
 * @param firmware what starts a disk's boot loader
 * @param commandLine the kernel's command line; empty for a disk
 * @param files its files; empty while it is being imported
 * @param createdAt when the import was submitted
 */
public record Image(
        ImageId id,
        ProjectId projectId,
        String name,
        State state,
        Firmware firmware,
        Optional<String> commandLine,
        List<ImageFile> files,
        Instant createdAt) {

    /** Whether an image can be used. */
    public enum State {
        /** Its bytes are on their way. */
        IMPORTING,
        /** Proven and complete. */
        READY,
        /** Going away. */
        DELETING,
        /** The undo of its import, or its delete, is blocked or was given up; it can only be deleted. */
        ERROR
    }

    /** Copies the files. */
    public Image {
        files = List.copyOf(files);
    }

    /** Returns the file of a role, if the image has one. */
    public Optional<ImageFile> file(ImageFile.Role role) {
        return files.stream().filter(f -> f.role() == role).findFirst();
    }

    /** Returns whether the host starts its kernel directly. */
    public boolean directBoot() {
        return file(ImageFile.Role.KERNEL).isPresent();
    }

    /** Returns the bytes that it takes on a host. */
    public long sizeBytes() {
        return files.stream().mapToLong(ImageFile::sizeBytes).sum();
    }

    /** Returns the same image in another state. */
    public Image withState(State next) {
        return new Image(id, projectId, name, next, firmware, commandLine, files, createdAt);
    }

    /** Returns the same image with its files. */
    public Image withFiles(List<ImageFile> proven) {
        return new Image(id, projectId, name, state, firmware, commandLine, proven, createdAt);
    }
}
