package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Networks;
import java.util.List;
import java.util.Optional;
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

    private Networks networks() {
        return hypervisor().networks();
    }
}
