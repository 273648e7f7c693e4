package io.iaas.testkit.libvirt;

import io.iaas.libvirt.AcceleratorSetting;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.libvirt.LibvirtHypervisorBuilder;
import io.iaas.testkit.tck.HypervisorFixture;
import io.iaas.testkit.tck.NetworksContract;
import io.iaas.testkit.tck.TestGuest;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract of networks on real QEMU, where guests have its user-mode network. */
@Tag("guest")
class UserModeContractIT extends NetworksContract {
    private static final String URI = "qemu:///session";

    private static byte[] disk = new byte[0];

    @BeforeAll
    static void readGuest() {
        disk = TestHost.bootSectorDisk();
    }

    @AfterAll
    static void leaveNothing() {
        try (LibvirtHypervisor hypervisor = driver().build()) {
            hypervisor.release();
        }
    }

    private static LibvirtHypervisorBuilder driver() {
        LibvirtHypervisorBuilder builder =
                LibvirtHypervisor.builder(URI).pool(TestHost.POOL).accelerator(AcceleratorSetting.TCG);
        // Root's session is the system's libvirt, whose QEMU may not look below root's home.
        return System.getProperty("user.name").equals("root")
                ? builder.poolDirectory(Path.of("/var/lib/libvirt/images", TestHost.POOL))
                : builder;
    }

    @Override
    protected HypervisorFixture newFixture() {
        return ContractFixture.small(
                URI, driver(), new TestGuest(true, true, Optional.of("D BOOT 1"), false, false), disk);
    }
}
