package io.iaas.internal.image;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.image.ImageFile;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.internal.image.format.ImageInspector;
import io.iaas.internal.image.format.ImageRejection;
import io.iaas.internal.image.format.InspectedImage;
import io.iaas.internal.image.format.InspectionLimits;
import io.iaas.internal.image.format.KernelInspector;
import io.iaas.spi.repository.StepRecord;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Proves what the image's bytes are before anything else opens them. */
final class ProveImage extends ImageStep {
    static final String NAME = "prove-image";

    static final InspectionLimits LIMITS = InspectionLimits.defaults();

    private final Sources sources;

    ProveImage(Sources sources) {
        super(NAME);
        this.sources = sources;
    }

    /** Returns the name under which the result has a value of a role's file. */
    static String key(ImageFile.Role role, String what) {
        return role.name().toLowerCase(Locale.ROOT) + "." + what;
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        Map<String, String> result = new HashMap<>();
        for (ImageFile.Role role : ImageFile.Role.values()) {
            sources.file(context, role).ifPresent(file -> {
                result.put(key(role, UploadFile.IDENTITY), FileIdentity.of(file));
                note(result, role, prove(context, role, file));
            });
        }
        return result;
    }

    private static void note(Map<String, String> result, ImageFile.Role role, InspectedImage proven) {
        result.put(key(role, UploadFile.FORMAT), proven.format().name());
        result.put(key(role, UploadFile.SIZE), Long.toString(proven.fileSizeBytes()));
        result.put(key(role, UploadFile.VIRTUAL_SIZE), Long.toString(proven.virtualSizeBytes()));
    }

    private static InspectedImage prove(StepContext context, ImageFile.Role role, Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return switch (role) {
                case DISK ->
                    disk(channel, ImportInput.declaredFormat(context.operation().input()));
                case KERNEL -> {
                    KernelInspector.inspectKernel(channel, LIMITS);
                    yield plain(channel.size());
                }
                case INITRD -> {
                    KernelInspector.inspectInitrd(channel, LIMITS);
                    yield plain(channel.size());
                }
            };
        } catch (ImageRejection e) {
            String name = context.operation().target().name();
            throw new StepFailedException(
                    ErrorCode.IMAGE_REJECTED, "image '" + name + "' is refused: " + e.getMessage());
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.INVALID_INPUT, "image file " + file + " cannot be read: " + e, e);
        }
    }

    private static InspectedImage disk(SeekableByteChannel channel, Optional<DiskFormat> declared)
            throws IOException, ImageRejection {
        return declared.isPresent()
                ? ImageInspector.inspect(channel, LIMITS, declared.get())
                : ImageInspector.inspect(channel, LIMITS);
    }

    private static InspectedImage plain(long size) {
        return new InspectedImage(DiskFormat.RAW, size, size);
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        // Looking changes nothing.
    }
}
