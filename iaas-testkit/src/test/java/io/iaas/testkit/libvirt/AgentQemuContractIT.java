package io.iaas.testkit.libvirt;

import io.iaas.testkit.tck.GuestAgentsContract;
import io.iaas.testkit.tck.HypervisorFixture;
import io.iaas.testkit.tck.TestGuest;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract of agents on real QEMU with a guest that runs one. */
@Tag("guest")
class AgentQemuContractIT extends GuestAgentsContract {
    private static final TestGuest GUEST = new TestGuest(true, true, Optional.of("READY"), true, true);
    private static final int MEMORY_MIB = 160;

    private static byte[] disk = new byte[0];

    @BeforeAll
    static void readGuest() {
        disk = TestHost.rawDisk("b/disk.qcow2");
    }

    @AfterAll
    static void leaveNothing() {
        TestHost.release();
    }

    @Override
    protected HypervisorFixture newFixture() {
        return new ContractFixture(TestHost.uri(), TestHost.qemu().fastStart(), GUEST, disk, MEMORY_MIB);
    }
}
