package io.iaas.testkit.libvirt;

import io.iaas.testkit.tck.HypervisorContract;
import io.iaas.testkit.tck.HypervisorFixture;
import io.iaas.testkit.tck.TestGuest;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract on real QEMU whose guests start fast, end with their driver, and have screens. */
@Tag("guest")
class EphemeralQemuContractIT extends HypervisorContract {
    private static byte[] disk = new byte[0];

    @BeforeAll
    static void readGuest() {
        disk = TestHost.bootSectorDisk();
    }

    @AfterAll
    static void leaveNothing() {
        TestHost.release();
    }

    @Override
    protected HypervisorFixture newFixture() {
        return ContractFixture.small(
                        TestHost.uri(),
                        TestHost.qemu().fastStart().ephemeral().screen(),
                        new TestGuest(true, true, Optional.of("D BOOT 1"), false, false),
                        disk)
                .withScreens();
    }
}
