package io.iaas.internal.reconcile;

import io.iaas.compute.VmId;
import io.iaas.image.ImageFile;
import io.iaas.image.ImageId;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.spi.repository.ResourceKey;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the name of a file says that we name so. It proves nothing: anybody can give a file such a name.
 *
 * @param kind what the file is
 * @param ownerId the machine or image that it belongs to
 */
public record OwnFile(ResourceKey.Kind kind, UUID ownerId) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Reads a name; empty when it is not exactly one that we would give. */
    public static Optional<OwnFile> of(ResourceNames names, String name) {
        Matcher id = ID.matcher(name);
        return names.covers(name) && id.find() ? of(names, name, UUID.fromString(id.group())) : Optional.empty();
    }

    private static Optional<OwnFile> of(ResourceNames names, String name, UUID id) {
        VmId vm = new VmId(id);
        if (name.equals(names.disk(vm).value())) {
            return Optional.of(new OwnFile(ResourceKey.Kind.DISK, id));
        }
        if (name.equals(names.seed(vm).value())) {
            return Optional.of(new OwnFile(ResourceKey.Kind.SEED, id));
        }
        if (name.equals(names.console(vm).value())) {
            return Optional.of(new OwnFile(ResourceKey.Kind.CONSOLE_LOG, id));
        }
        return Stream.of(ImageFile.Role.values())
                .filter(role ->
                        name.equals(names.imageFile(new ImageId(id), role).value()))
                .findFirst()
                .map(role -> new OwnFile(ResourceKey.Kind.IMAGE_FILE, id));
    }
}
