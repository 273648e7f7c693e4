package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static io.iaas.examples.system.RealCloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ConflictException;
import io.iaas.identity.KeyPair;
import io.iaas.image.Image;
import io.iaas.operation.OperationFailedException;
import io.iaas.page.PageRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("guest")
class LinuxGuestIT {
    private static final KeyPair KEY = KeyPair.parse(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl test@example");
    private static final int SSH = 22;
    private static final int GIB_IN_SECTORS = 1 << 21;

    @TempDir
    Path directory;

    @Test
    void guestIsCreatedReachedStoppedStartedPausedAndDeletedWithoutATrace() throws IOException {
        try (RealCloud cloud = RealCloud.open(directory, "linux")) {
            List<String> before = cloud.inventory();
            Image image = cloud.linux();
            Vm vm = cloud.iaas
                    .compute()
                    .create(aVm("web", image)
                            .hostname("db-1")
                            .user("alice")
                            .sshKey(KEY)
                            .label("tier", "front")
                            .waitFor(Wait.until(
                                    WaitCondition.port(SSH).and(WaitCondition.console("^READY db-1")),
                                    Duration.ofMinutes(1)))
                            .build())
                    .await(PATIENCE);

            assertThat(vm.state()).isEqualTo(VmState.RUNNING);
            assertThat(banner(address(vm))).startsWith("SSH-2.0-");
            assertThat(cloud.iaas.compute().consoleLog(vm.id(), 65_536))
                    .contains("READY db-1")
                    .contains("CIDATA")
                    .contains("disk=" + GIB_IN_SECTORS);
            assertThat(cloud.iaas
                            .compute()
                            .list(VmQuery.all().withLabel("tier", "front"), PageRequest.first(10))
                            .items())
                    .extracting(Vm::name)
                    .containsExactly("web");
            assertThatThrownBy(() -> cloud.iaas.images().delete(image.id())).isInstanceOf(ConflictException.class);

            livesThroughItsPowerStates(cloud, vm);

            cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
            cloud.iaas.images().delete(image.id()).await(PATIENCE);
            assertThat(cloud.inventory()).isEqualTo(before);
        }
    }

    private static void livesThroughItsPowerStates(RealCloud cloud, Vm vm) {
        var compute = cloud.iaas.compute();
        assertThat(compute.pause(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.PAUSED);
        assertThat(compute.get("web").state()).isEqualTo(VmState.PAUSED);
        assertThat(compute.resume(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
        assertThat(compute.rename(vm.id(), "shop").await(PATIENCE).name()).isEqualTo("shop");
        assertThat(compute.stop(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.STOPPED);
        assertThat(compute.consoleLog(vm.id(), 65_536)).contains("ACPI-POWEROFF");
        assertThat(compute.get("shop").state()).isEqualTo(VmState.STOPPED);
        assertThat(compute.start(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
        assertThat(compute.reset(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
        assertThat(compute.forceStop(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.STOPPED);
    }

    @Test
    void kernelIsBootedDirectly() throws IOException {
        try (RealCloud cloud = RealCloud.open(directory, "kernel")) {
            List<String> before = cloud.inventory();
            Image image = cloud.kernel();
            Wait wait = Wait.until(WaitCondition.console("USERSPACE"), PATIENCE);

            Vm vm = cloud.iaas
                    .compute()
                    .create(aVm("tiny", image).waitFor(wait).build())
                    .await(PATIENCE);
            assertThat(vm.state()).isEqualTo(VmState.RUNNING);

            cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
            cloud.iaas.images().delete(image.id()).await(PATIENCE);
            assertThat(cloud.inventory()).isEqualTo(before);
        }
    }

    /** A boot sector writes its first line at once: a system may not have come as far in the time, on a slow host. */
    @Test
    void timeoutTellsWhatWasMissingAndWhatTheGuestWrote() {
        try (RealCloud cloud = RealCloud.open(directory, "timeout")) {
            List<String> before = cloud.inventory();
            Image image = cloud.bootSector();
            Wait wait = Wait.until(
                    WaitCondition.console("D BOOT 1").and(WaitCondition.console("never printed")),
                    Duration.ofSeconds(5));

            assertThatThrownBy(() -> cloud.iaas
                            .compute()
                            .create(aVm("tiny", image).waitFor(wait).build())
                            .await(PATIENCE))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("console:never printed")
                    .satisfies(e -> assertThat(
                                    ((OperationFailedException) e).evidence().consoleTail())
                            .hasValueSatisfying(tail -> assertThat(tail).contains("D BOOT 1")));

            cloud.iaas.images().delete(image.id()).await(PATIENCE);
            assertThat(cloud.inventory()).isEqualTo(before);
        }
    }

    @Test
    void imageThatIsCutOffIsRefusedAndLeavesNothing() throws IOException {
        try (RealCloud cloud = RealCloud.open(directory, "cut")) {
            List<String> before = cloud.inventory();
            byte[] whole = Files.readAllBytes(RealCloud.guest("b/disk.qcow2"));
            Path cut = Files.write(directory.resolve("cut.qcow2"), java.util.Arrays.copyOf(whole, whole.length / 2));

            assertThatThrownBy(() -> cloud.iaas.images().importFile("cut", cut).await(PATIENCE))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("cut");
            assertThat(cloud.inventory()).isEqualTo(before);
        }
    }

    private static InetAddress address(Vm vm) {
        return vm.nics().get(0).addresses().get(0);
    }

    private static String banner(InetAddress address) throws IOException {
        try (Socket socket = new Socket(address, SSH)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
