package io.iaas.internal.image;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.image.ImageFile;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.internal.engine.StepPlan;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Brings one file of an image to the host, and computes its SHA-256 from the very bytes that went there. */
final class UploadFile extends ImageStep {
    static final String FORMAT = "format";
    static final String SIZE = "sizeBytes";
    static final String VIRTUAL_SIZE = "virtualSizeBytes";
    static final String SHA256 = "sha256";
    static final String IDENTITY = "identity";

    private final ImageFile.Role role;
    private final Sources sources;

    UploadFile(ImageFile.Role role, Sources sources) {
        super(name(role));
        this.sources = sources;
        this.role = role;
    }

    static String name(ImageFile.Role role) {
        return "upload-" + role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public StepPlan plan(StepContext context) {
        if (!sources.has(context, role)) {
            return StepPlan.noResource();
        }
        VolumeName volume = volume(context);
        if (context.hypervisor().volumes().find(volume).isPresent()) {
            throw HypervisorException.foreign("volume " + volume);
        }
        return StepPlan.makes(
                new ResourceKey(
                        ResourceKey.Kind.IMAGE_FILE, context.hypervisor().hostId(), volume.value()),
                id(context).value());
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        if (intent.resource().isEmpty()) {
            return Map.of();
        }
        Path source = sources.file(context, role).orElseThrow();
        DiskFormat format = proven(context, FORMAT).map(DiskFormat::valueOf).orElse(DiskFormat.RAW);
        long size = Long.parseLong(proven(context, SIZE).orElseThrow());
        String sha256 = upload(context, source, size);
        requireProven(context, source, sha256);
        compare(context, sha256);
        String virtualSize = proven(context, VIRTUAL_SIZE).orElse(Long.toString(size));
        return Map.of(FORMAT, format.name(), SIZE, Long.toString(size), VIRTUAL_SIZE, virtualSize, SHA256, sha256);
    }

    private String upload(StepContext context, Path source, long size) {
        VolumeName volume = volume(context);
        if (context.resumed()) {
            context.hypervisor().volumes().delete(volume);
        }
        // The bytes arrive as they are, so the volume is made as a file of their length, whatever they are.
        context.hypervisor().volumes().create(new VolumeSpec(volume, DiskFormat.RAW, size, Optional.empty()));
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(source), digest)) {
            context.hypervisor().volumes().upload(volume, in, size, moved -> {
                context.progress((double) moved / size);
                context.checkpoint();
            });
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.INVALID_INPUT, "image file " + source + " cannot be read: " + e, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What was downloaded is known by its bytes, since another machine has another file of it. */
    private void requireProven(StepContext context, Path source, String sha256) {
        Optional<String> downloaded = context.resultOf(ReceiveStream.NAME, SHA256);
        if (downloaded.isPresent()) {
            Fetch.requireSame("the file of " + context.operation().target().name(), sha256, downloaded.get());
        } else {
            FileIdentity.check(source, proven(context, IDENTITY).orElseThrow());
        }
    }

    private void compare(StepContext context, String sha256) {
        Optional<String> expected = role == ImageFile.Role.DISK
                ? ImportInput.declaredSha256(context.operation().input())
                : Optional.empty();
        String image = "image '" + context.operation().target().name() + "'";
        expected.ifPresent(wanted -> Fetch.requireSame(image, sha256, wanted));
    }

    private Optional<String> proven(StepContext context, String what) {
        return context.resultOf(ProveImage.NAME, ProveImage.key(role, what));
    }

    private VolumeName volume(StepContext context) {
        return context.names().imageFile(id(context), role);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        if (record.resource().isPresent()) {
            RemoveFile.remove(context, volume(context));
        }
    }
}
