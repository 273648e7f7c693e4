package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static io.iaas.examples.system.RealCloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Vm;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.image.Image;
import io.iaas.libvirt.FenceSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guest that tries to be another one on a network that it shares. */
@Tag("guest")
class FenceIT {
    /** Asks the gateway for an echo as itself, from another address, from another interface, and as itself again. */
    private static final String SPOOFS = """
            #!/bin/sh
            until ip -4 addr show dev eth0 | grep -q inet; do sleep 0.2; done
            own=$(ip -4 addr show dev eth0 | sed -n 's/.* inet \\([0-9.]*\\).*/\\1/p')
            mac=$(cat /sys/class/net/eth0/address)
            net=${own%.*}
            # Without an entry of its own each probe would begin with the neighbour's address of the last.
            probe() {
                ip neigh flush dev eth0
                if ping -c 1 -W 3 -I "$2" "$net.1" >/dev/null 2>&1; then echo "$1=passed"; else echo "$1=stopped"; fi
            }
            probe own "$own"
            ip addr add "$net.253/24" dev eth0
            probe address "$net.253"
            ip addr del "$net.253/24" dev eth0
            ip link set eth0 down
            ip link set eth0 address 52:54:00:fe:fe:fe
            ip link set eth0 up
            probe hardware "$own"
            ip link set eth0 down
            ip link set eth0 address "$mac"
            ip link set eth0 up
            probe again "$own"
            echo "spoofs $(echo done)"
            """;

    @TempDir
    Path directory;

    @Test
    void fencedGuestReachesOthersAsItselfOnly() throws IOException {
        assertThat(probes(FenceSetting.REQUIRED))
                .containsExactly("own=passed", "address=stopped", "hardware=stopped", "again=passed");
    }

    /** Shows that it is the fence which stops the probes of the test above. */
    @Test
    void guestWithoutAFenceIsWhateverItSaysItIs() throws IOException {
        assertThat(probes(FenceSetting.OFF))
                .containsExactly("own=passed", "address=passed", "hardware=passed", "again=passed");
    }

    private List<String> probes(FenceSetting fence) throws IOException {
        try (RealCloud cloud = RealCloud.open(directory, "fence", fence)) {
            Image image = cloud.kernel();
            Vm vm = cloud.iaas
                    .compute()
                    .create(aVm("spoofer", image)
                            .userData(SPOOFS)
                            .waitFor(Wait.until(WaitCondition.console("spoofs done"), PATIENCE))
                            .build())
                    .await(PATIENCE);
            return cloud.iaas
                    .compute()
                    .consoleLog(vm.id(), 65_536)
                    .lines()
                    .filter(line -> line.matches("(own|address|hardware|again)=.*"))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(FenceSetting.class)
    void runningDomainNamesItsFilterAndReleaseRemovesIt(FenceSetting fence) {
        boolean fenced = fence != FenceSetting.OFF;
        String filter = "iaas-fence-iaas-test-fence";
        try (RealCloud cloud = RealCloud.open(directory, "fence", fence)) {
            Virsh virsh = new Virsh(System.getProperty("iaas.libvirt.uri", "qemu:///system"));
            Vm vm = cloud.iaas
                    .compute()
                    .create(aVm("plain", cloud.bootSector()).build())
                    .await(PATIENCE);

            String xml = virsh.run("dumpxml", vm.id().toString());
            assertThat(xml.contains("<filterref filter='" + filter + "'>")).isEqualTo(fenced);
            assertThat(xml.contains("<parameter name='CTRL_IP_LEARNING' value='dhcp'/>"))
                    .isEqualTo(fenced);
            assertThat(virsh.run("nwfilter-binding-list").contains(filter)).isEqualTo(fenced);
            assertThat(cloud.iaas.releaseHosts()).isEmpty();

            cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
            cloud.iaas.images().delete(vm.imageId()).await(PATIENCE);
            assertThat(cloud.iaas.releaseHosts().contains("network filter '" + filter + "'"))
                    .isEqualTo(fenced);
            assertThat(virsh.run("nwfilter-list")).doesNotContain(filter);
        }
    }
}
