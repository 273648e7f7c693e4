package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.error.InvalidInputException;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedGuest;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.UnsupportedCapabilityException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    private static final Set<Capability> USER_MODE =
            EnumSet.complementOf(EnumSet.of(Capability.ADDRESSES, Capability.EPHEMERAL));

    @Test
    void guestWithAnAddressIsReachedThere() {
        try (Cloud cloud = Cloud.withImage()) {
            Vm vm = cloud.iaas
                    .compute()
                    .create(aVm("web")
                            .waitFor(Wait.until(WaitCondition.address(), Duration.ofMinutes(1)))
                            .build())
                    .await(PATIENCE);

            assertThat(cloud.iaas.compute().reach(vm.id(), 80))
                    .isEqualTo(
                            new InetSocketAddress(vm.nics().get(0).addresses().get(0), 80));
            assertThat(cloud.hypervisor.calls().count(SimulatedCall.FORWARD_PORT))
                    .isZero();
        }
    }

    @Test
    void guestThatHasNoAddressYetIsNotForwardedToWhereAddressesAreTold() {
        try (Cloud cloud = Cloud.withImage()) {
            Vm vm = cloud.create("web");

            assertThatThrownBy(() -> cloud.iaas.compute().reach(vm.id(), 80))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("web")
                    .hasMessageContaining("no address yet")
                    .satisfies(e -> assertThat(((IaasException) e).code()).isEqualTo(ErrorCode.WRONG_STATE));
        }
    }

    @Test
    void guestOfAUserModeNetworkIsReachedAtALoopbackPortThatStays() {
        try (Cloud cloud = Cloud.of(USER_MODE)) {
            ComputeService compute = cloud.iaas.compute();
            Vm web = cloud.create("web");
            Vm other = cloud.create("other");

            InetSocketAddress ssh = compute.reach(web.id(), 22);

            assertThat(ssh.getAddress().isLoopbackAddress()).isTrue();
            assertThat(compute.reach(web.id(), 22)).isEqualTo(ssh);
            assertThat(compute.reach(web.id(), 80)).isNotEqualTo(ssh);
            assertThat(compute.reach(other.id(), 22)).isNotEqualTo(ssh);
            compute.pause(web.id()).await(PATIENCE);
            assertThat(compute.reach(web.id(), 22)).isEqualTo(ssh);
        }
    }

    @Test
    void machineThatIsOffIsNotReached() {
        try (Cloud cloud = Cloud.of(USER_MODE)) {
            Vm vm = cloud.create("web");
            cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);

            assertThatThrownBy(() -> cloud.iaas.compute().reach(vm.id(), 22))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("STOPPED");
        }
    }

    @Test
    void hostThatCanDoNeitherIsToldOf() {
        try (Cloud cloud = Cloud.of(EnumSet.of(Capability.VOLUME_CONTENT, Capability.OVERLAY))) {
            Vm vm = cloud.create("web");

            assertThatThrownBy(() -> cloud.iaas.compute().reach(vm.id(), 22))
                    .isInstanceOfSatisfying(
                            UnsupportedCapabilityException.class,
                            e -> assertThat(e.capability()).isEqualTo(Capability.PORT_FORWARDING));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void whatIsNoPortIsRefusedBeforeAnythingIsAsked(int port) {
        try (Cloud cloud = Cloud.of(USER_MODE)) {
            Vm vm = cloud.create("web");

            assertThatThrownBy(() -> cloud.iaas.compute().reach(vm.id(), port))
                    .isInstanceOf(InvalidInputException.class);
            assertThat(cloud.hypervisor.calls().count(SimulatedCall.FORWARD_PORT))
                    .isZero();
        }
    }

    @Test
    void forwardWhoseAnswerWasLostIsFoundAgain() {
        try (Cloud cloud = Cloud.of(USER_MODE)) {
            Vm vm = cloud.create("web");
            cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.FORWARD_PORT, ErrorCode.HYPERVISOR_UNAVAILABLE));

            assertThatThrownBy(() -> cloud.iaas.compute().reach(vm.id(), 22))
                    .satisfies(e -> assertThat(((IaasException) e).code()).isEqualTo(ErrorCode.HYPERVISOR_UNAVAILABLE));

            InetSocketAddress found = cloud.iaas.compute().reach(vm.id(), 22);
            assertThat(cloud.iaas.compute().reach(vm.id(), 22)).isEqualTo(found);
            assertThat(cloud.iaas.compute().reach(vm.id(), 23).getPort()).isEqualTo(found.getPort() + 1);
        }
    }

    @Test
    void auditTrailTellsThatAWayWasAskedFor() {
        try (Cloud cloud = Cloud.of(USER_MODE)) {
            Vm vm = cloud.create("web");

            cloud.iaas.compute().reach(vm.id(), 22);

            assertThat(cloud.iaas
                            .audit()
                            .list(AuditQuery.all().doing(AuditAction.VM_REACH), PageRequest.first(10))
                            .items())
                    .extracting(AuditEntry::outcome)
                    .containsExactly(AuditOutcome.SUCCEEDED, AuditOutcome.ACCEPTED);
        }
    }

    @Test
    void createWaitsForAServerBehindAForward() throws Exception {
        byte[] banner = "SSH-2.0-here\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SimulatedHypervisor driver = userMode(server.getLocalPort());
                Iaas iaas = Iaas.builder().hypervisor(driver).build()) {
            iaas.images()
                    .importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[1 << 16])))
                    .await(PATIENCE);
            var create = iaas.compute()
                    .create(aVm("web")
                            .waitFor(Wait.until(WaitCondition.ssh(), Duration.ofMinutes(1)))
                            .build());
            // A guest that is not there yet: the connection is taken, and ends.
            server.accept().close();
            assertThat(create.info().state().terminal()).isFalse();
            answer(server, banner);

            Vm vm = create.await(PATIENCE);

            assertThat(iaas.compute().reach(vm.id(), 22).getPort()).isEqualTo(server.getLocalPort());
            assertThat(driver.calls().count(SimulatedCall.FORWARD_PORT)).isEqualTo(2);
        }
    }

    private static SimulatedHypervisor userMode(int port) {
        SimulatedHost host = SimulatedHost.builder()
                .guest(SimulatedGuest.booting())
                .forwards(guestPort -> port)
                .build();
        return SimulatedHypervisor.builder(host).capabilities(USER_MODE).build();
    }

    private static void answer(ServerSocket server, byte[] what) throws IOException {
        try (Socket guest = server.accept()) {
            guest.getOutputStream().write(what);
            guest.shutdownOutput();
            guest.getInputStream().readAllBytes();
        }
    }

    @Test
    void portThatTakesConnectionsBeforeTheGuestDoesIsNotWaitedFor() {
        try (Cloud cloud = Cloud.of(USER_MODE)) {
            assertThatThrownBy(() -> cloud.iaas
                            .compute()
                            .create(aVm("web")
                                    .waitFor(Wait.until(WaitCondition.port(22), Duration.ofMinutes(1)))
                                    .build()))
                    .isInstanceOfSatisfying(
                            UnsupportedCapabilityException.class,
                            e -> assertThat(e.capability()).isEqualTo(Capability.ADDRESSES));
        }
    }
}
