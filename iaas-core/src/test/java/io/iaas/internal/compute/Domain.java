package io.iaas.internal.compute;

import io.iaas.compute.VmId;
import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.OwnerTag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The smallest domain of a machine. */
final class Domain {
    private static final String INSTALLATION = "test";

    private Domain() {}

    static DomainRef ref(VmId vm) {
        return new DomainRef(vm, "iaas-test-" + vm, INSTALLATION);
    }

    static DomainSpec of(VmId vm) {
        UUID nobody = new UUID(0, 0);
        return new DomainSpec(
                ref(vm),
                new OwnerTag(INSTALLATION, nobody, vm.value(), nobody, 1),
                "web",
                1,
                16,
                new Boot.Disk(Firmware.BIOS),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
