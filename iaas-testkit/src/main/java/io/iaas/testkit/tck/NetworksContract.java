package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.Networks;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Networks} promises. */
public abstract class NetworksContract extends HostTest {
    /** For subclasses. */
    protected NetworksContract() {}

    @Test
    void defaultNetworkIsThereWheneverItIsAskedFor() {
        Network first = networks().ensureDefault();

        assertThat(first.name()).isEqualTo(Network.DEFAULT);
        assertThat(networks().ensureDefault()).isEqualTo(first);
    }

    @Test
    void domainOnTheDefaultNetworkStarts() {
        assertThat(stateOf(startedWith(Workbench.mac()))).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void addressOfAGuestIsToldWhenItTakesOne() {
        if (refused()) {
            return;
        }
        MacAddress mac = Workbench.mac();
        startedWith(mac);

        if (fixture().guest().takesAddress()) {
            waitUntil("a lease for " + mac, () -> networks().leases().containsKey(mac));
            assertThat(networks().leases().get(mac)).isNotEmpty();
        } else {
            assertThat(networks().leases()).doesNotContainKey(mac);
        }
    }

    @Test
    void guestWithoutALeaseIsNotInTheMap() {
        if (refused()) {
            return;
        }
        assertThat(networks().leases()).doesNotContainKey(Workbench.mac());
    }

    @Test
    void portOfAGuestIsForwardedOnceAndForAsLongAsItIsOn() {
        if (forwardingRefused()) {
            return;
        }
        DomainRef ref = startedWith(Workbench.mac());

        InetSocketAddress first = networks().forward(ref, 22);
        InetSocketAddress second = networks().forward(ref, 80);

        assertThat(first.getAddress().isLoopbackAddress()).isTrue();
        assertThat(second).isNotEqualTo(first);
        assertThat(networks().forward(ref, 22)).isEqualTo(first);
        try (Hypervisor other = fixture().anotherHypervisor()) {
            assertThat(other.networks().forward(ref, 80)).isEqualTo(second);
        }
        hypervisor().power().pause(ref);
        assertThat(networks().forward(ref, 22)).isEqualTo(first);
    }

    @Test
    void portsOfTwoGuestsDoNotMix() {
        if (forwardingRefused()) {
            return;
        }
        assertThat(networks().forward(startedWith(Workbench.mac()), 22))
                .isNotEqualTo(networks().forward(startedWith(Workbench.mac()), 22));
    }

    @Test
    void guestThatIsOffIsNotForwardedTo() {
        if (forwardingRefused()) {
            return;
        }
        DomainRef ref = workbench().defined();
        assertFails(ErrorCode.WRONG_STATE, () -> networks().forward(ref, 22));

        networks().ensureDefault();
        hypervisor().power().start(ref);
        hypervisor().power().powerOff(ref);

        assertFails(
                can(Capability.EPHEMERAL) ? ErrorCode.NOT_FOUND : ErrorCode.WRONG_STATE,
                () -> networks().forward(ref, 22));
    }

    @Test
    void absentAndForeignDomainsAreNotForwardedTo() {
        if (forwardingRefused()) {
            return;
        }
        DomainRef absent = workbench().ref();
        assertFails(ErrorCode.NOT_FOUND, () -> networks().forward(absent, 22));

        DomainRef taken = workbench().ref();
        fixture().addForeignDomain(taken.name(), UUID.randomUUID());
        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> networks().forward(taken, 22));
    }

    private DomainRef startedWith(MacAddress mac) {
        networks().ensureDefault();
        DomainRef ref = workbench().ref();
        hypervisor().domains().define(workbench().spec(ref, workbench().guestDisk(), List.of(mac), Optional.empty()));
        hypervisor().power().start(ref);
        return ref;
    }

    /** Asserts the refusal where the driver declares that it cannot; tells whether it did. */
    private boolean refused() {
        if (can(Capability.ADDRESSES)) {
            return false;
        }
        assertUnsupported(Capability.ADDRESSES, () -> networks().leases());
        return true;
    }

    private boolean forwardingRefused() {
        if (can(Capability.PORT_FORWARDING)) {
            return false;
        }
        DomainRef ref = workbench().ref();
        assertUnsupported(Capability.PORT_FORWARDING, () -> networks().forward(ref, 22));
        return true;
    }

    private Networks networks() {
        return hypervisor().networks();
    }
}
