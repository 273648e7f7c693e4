package io.iaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.reconcile.Remains;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an installation left is removed without its records, and nothing of anybody else. */
class RemainsTest {
    private final Cloud dead = Cloud.withImage();
    private final SimulatedHypervisor reaper = SimulatedHypervisor.connect(dead.host);
    private final String installation = dead.names().installation();

    @AfterEach
    void close() {
        reaper.close();
        dead.close();
    }

    private Remains remains() {
        return Remains.of(reaper, installation);
    }

    @Test
    void allOfADeadInstallationIsRemoved() {
        dead.create("running");
        dead.iaas.compute().forceStop(dead.create("off").id()).await(Cloud.PATIENCE);

        assertThat(remains().remove()).hasSize(2 + 2 * 3 + 1).allMatch(name -> name.contains(installation));

        assertThat(dead.snapshot().isEmpty()).isTrue();
        assertThat(remains().remove()).isEmpty();
    }

    @Test
    void nothingOfANeighbourIsTouched() {
        dead.create("web");
        Remains.of(reaper, "0123456789ab").remove();
        assertThat(dead.snapshot().domains()).hasSize(1);
        UUID twin = UUID.randomUUID();
        dead.host.addForeignDomain("iaas-" + installation + "-" + twin, twin);
        dead.host.addForeignVolume(new VolumeName("iaas-" + installation + "-notes"));
        dead.host.addForeignVolume(new VolumeName("iaas-" + installation + "0-" + twin + "-disk0"));
        HostSnapshot foreign = dead.snapshot().foreign();

        remains().remove();

        assertThat(dead.snapshot()).isEqualTo(foreign);
    }

    @Test
    void noDiskIsTakenFromADomainThatIsLeft() {
        dead.create("web");
        reaper.faults().inject(Fault.before(SimulatedCall.POWER_OFF, ErrorCode.HYPERVISOR_REFUSED));

        assertThatThrownBy(remains()::remove).isInstanceOf(HypervisorException.class);

        assertThat(dead.snapshot().domains()).hasSize(1);
        assertThat(dead.snapshot().volumes()).hasSize(3);
        assertThat(remains().remove()).isNotEmpty();
        assertThat(dead.snapshot().isEmpty()).isTrue();
    }

    @Test
    void whatIsNoInstallationIsRefused() {
        assertThatThrownBy(() -> Remains.of(reaper, "")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Remains.of(reaper, "0123456789a")).isInstanceOf(InvalidInputException.class);
    }
}
