package io.iaas.internal.engine;

import io.iaas.compute.VmId;
import io.iaas.image.ImageFile;
import io.iaas.image.ImageId;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.Locale;

/**
 * How resources on the host are named: from the installation and ids, never from what a user wrote.
 *
 * @param installation the installation
 */
public record ResourceNames(String installation) {
    /** Returns the reference to a machine's domain. */
    public DomainRef domain(VmId vm) {
        return new DomainRef(vm, prefix() + vm, installation);
    }

    /** Returns the name of a machine's root disk. */
    public VolumeName disk(VmId vm) {
        return new VolumeName(prefix() + vm + "-disk0");
    }

    /** Returns the name of a machine's cloud-init seed. */
    public VolumeName seed(VmId vm) {
        return new VolumeName(prefix() + vm + "-seed");
    }

    /** Returns the name of a machine's console log. */
    public VolumeName console(VmId vm) {
        return new VolumeName(prefix() + vm + "-console");
    }

    /** Returns the name of a file of an image. */
    public VolumeName imageFile(ImageId image, ImageFile.Role role) {
        return new VolumeName(prefix() + "image-" + image + "-" + role.name().toLowerCase(Locale.ROOT));
    }

    /** Returns whether a name begins as those of this installation do. */
    public boolean covers(String name) {
        return name.startsWith(prefix());
    }

    private String prefix() {
        return "iaas-" + installation + "-";
    }
}
