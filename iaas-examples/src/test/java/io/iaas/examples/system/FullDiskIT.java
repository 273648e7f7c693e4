package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.Iaas;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool on a file system that is too small. */
class FullDiskIT {
    private static final int MEBIBYTES = 8;

    @TempDir
    Path directory;

    private SmallDisk disk;
    private PrivateDaemon daemon;
    private Iaas iaas;

    @BeforeEach
    void prepare() {
        Path pool = directory.resolve("pool");
        // Before the daemon, whose host sees what was mounted then.
        disk = new SmallDisk(pool, MEBIBYTES);
        daemon = new PrivateDaemon(directory.resolve("host"));
        iaas = new Site(directory.resolve("iaas.db"), pool).open(daemon.qemuUri(), 1);
        Script.prepare(iaas);
    }

    @AfterEach
    void end() {
        iaas.close();
        daemon.close();
        disk.close();
    }

    private HostInventory inventory() {
        return HostInventory.take(daemon.qemuUri(), Site.POOL, directory.resolve("pool"));
    }

    @Test
    void imageThatDoesNotFitIsNamedWithItsCauseAndLeavesNothing() {
        HostInventory before = inventory();

        OperationFailedException failure =
                failureOf(iaas.images().importFile("linux", RealCloud.guest("b/disk.qcow2")));

        assertThat(failure).hasMessageContaining("linux");
        assertThat(failure.evidence().step()).contains("upload-disk");
        assertThat(inventory()).isEqualTo(before);
        assertThat(iaas.images().find("linux")).isEmpty();
    }

    @Test
    void machineThatDoesNotFitLeavesNothingAndIsMadeWhenThereIsRoom() {
        disk.fill();
        HostInventory before = inventory();

        failureOf(Script.create(iaas));

        assertThat(inventory()).isEqualTo(before);
        disk.free();
        assertThat(Script.create(iaas).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
    }

    private static OperationFailedException failureOf(Operation<?> operation) {
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> operation.await(PATIENCE));
        assertThat(failure).isNotNull();
        assertThat(failure.code()).as(failure.toString()).isEqualTo(ErrorCode.STORAGE_FULL);
        assertThat(failure.operation().state()).isEqualTo(OperationState.ROLLED_BACK);
        return failure;
    }
}
