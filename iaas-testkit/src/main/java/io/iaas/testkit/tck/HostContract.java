package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ClosedException;
import io.iaas.host.Finding;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.HostDescription;
import io.iaas.spi.hypervisor.ObservedVolume;
import io.iaas.spi.hypervisor.VolumeName;
import org.junit.jupiter.api.Test;

/** What {@link io.iaas.spi.hypervisor.Hypervisor} promises itself. */
public abstract class HostContract extends HostTest {
    /** For subclasses. */
    protected HostContract() {}

    @Test
    void hostDescribesItself() {
        HostDescription description = hypervisor().describe();

        assertThat(description.hypervisor()).isNotBlank();
        assertThat(description.cpus()).isPositive();
        assertThat(description.memoryMib()).isPositive();
    }

    @Test
    void nameAndCapabilitiesAreConstant() {
        assertThat(hypervisor().hostId()).isEqualTo(hypervisor().hostId());
        assertThat(hypervisor().capabilities()).isEqualTo(hypervisor().capabilities());
    }

    @Test
    void everyFindingSaysWhatWasSeenAndEveryBadOneHowToCureIt() {
        assertThat(hypervisor().diagnose()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.subject()).isNotBlank();
            assertThat(finding.observation()).isNotBlank();
            if (finding.severity() != Finding.Severity.OK) {
                assertThat(finding.cure()).isNotBlank();
            }
        });
    }

    @Test
    void releaseRemovesNeitherDomainsNorVolumes() {
        DomainRef ref = workbench().defined();
        VolumeName volume = workbench().volume(512);

        hypervisor().release();

        assertThat(hypervisor().domains().find(ref)).isPresent();
        assertThat(hypervisor().volumes().find(volume))
                .map(ObservedVolume::name)
                .contains(volume.value());
    }

    @Test
    void hostWorksAgainAfterARelease() {
        hypervisor().release();

        DomainRef ref = workbench().defined();

        assertThat(hypervisor().domains().find(ref)).isPresent();
    }

    @Test
    void callsAfterCloseAreRefused() {
        hypervisor().close();
        hypervisor().close();

        assertThatThrownBy(() -> hypervisor().describe()).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> hypervisor().domains().states()).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> hypervisor().volumes().list()).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> hypervisor().networks().ensureDefault()).isInstanceOf(ClosedException.class);
    }
}
