package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubnetsTest {
    @Test
    void firstSubnetThatNobodyUsesIsTaken() {
        assertThat(Subnets.taken(List.of(), false).free(2)).containsExactly("192.168.150", "192.168.151");
    }

    @Test
    void subnetsOfLibvirtsNetworksAreAvoided() {
        String netmask = "<network><ip address='192.168.150.1' netmask='255.255.255.0'/></network>";
        String prefix = "<network><ip family='ipv6' address='fd00::1' prefix='64'/>"
                + "<ip address='192.168.152.1' prefix='23'/></network>";

        assertThat(Subnets.taken(List.of(netmask, prefix), false).free(2))
                .containsExactly("192.168.151", "192.168.154");
    }

    @Test
    void routesAreAvoidedAndTheDefaultRouteTakesNothing() {
        Subnets subnets = Subnets.taken(List.of(), false);

        // 0.0.0.0/0 and 192.168.0.0/16, least significant octet first.
        subnets.addRoutes(List.of(
                "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT",
                "eth0\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                "eth0\t0000A8C0\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0"));

        assertThat(subnets.free(1)).containsExactly("10.150.0");
    }
}
