package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Capability#EPHEMERAL} promises, and what holds of guests where it is not declared. */
public abstract class EphemeralContract extends HostTest {
    /** For subclasses. */
    protected EphemeralContract() {}

    @Test
    void guestsEndWithTheDriverThatStartedThemWhereTheyAreEphemeral() {
        DomainRef ours = workbench().running();
        DomainRef theirs = workbench().defined();
        try (Hypervisor other = fixture().anotherHypervisor()) {
            other.power().start(theirs);
            assertThat(stateOf(theirs)).isEqualTo(DomainState.RUNNING);
        }

        if (can(Capability.EPHEMERAL)) {
            waitUntil("the other driver's guest is gone", () -> isOff(theirs));
        }
        assertThat(hypervisor().domains().find(theirs).isPresent()).isEqualTo(!can(Capability.EPHEMERAL));
        assertThat(stateOf(ours)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void domainThatHasNotRunStaysWhenItsDriverIsClosed() {
        DomainRef ref = workbench().ref();
        DomainSpec spec = workbench().spec(ref);
        try (Hypervisor other = fixture().anotherHypervisor()) {
            other.domains().define(spec);
        }

        assertThat(stateOf(ref)).isEqualTo(DomainState.OFF);
    }

    @Test
    void runningGuestIsListedNamedAndOwnedAsEveryOther() {
        DomainRef ref = workbench().running();
        UUID uuid = ref.vmId().value();

        assertThat(hypervisor().domains().find(ref).orElseThrow().is(ref)).isTrue();
        assertThat(hypervisor().domains().states(Set.of(uuid))).containsEntry(uuid, DomainState.RUNNING);
        hypervisor().domains().setTitle(ref, "another title");
        assertThat(hypervisor().domains().find(ref).orElseThrow().is(ref)).isTrue();
    }

    @Test
    void runningGuestThatIsEphemeralIsNotDefinedAnew() {
        DomainRef ref = workbench().ref();
        DomainSpec spec = workbench().spec(ref);
        hypervisor().domains().define(spec);
        hypervisor().power().start(ref);

        if (can(Capability.EPHEMERAL)) {
            assertFails(ErrorCode.WRONG_STATE, () -> hypervisor().domains().define(spec));
        } else {
            hypervisor().domains().define(spec);
        }

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
        hypervisor().power().powerOff(ref);
        assertOff(ref);
    }
}
