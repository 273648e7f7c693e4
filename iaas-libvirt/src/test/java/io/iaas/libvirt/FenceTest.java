package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.spi.hypervisor.Capability;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FenceTest {
    @ParameterizedTest
    @CsvSource({
        "qemu:///system, REQUIRED, true",
        "qemu:///system, WHERE_POSSIBLE, false",
        "qemu:///system, OFF, false",
        "test:///default, REQUIRED, false"
    })
    void fenceIsPromisedOnlyWhereItIsRequiredAndGuestsShareANetwork(
            String uri, FenceSetting setting, boolean promised) {
        try (LibvirtHypervisor hypervisor =
                LibvirtHypervisor.builder(uri).fence(setting).build()) {
            assertThat(hypervisor.capabilities().contains(Capability.FENCE)).isEqualTo(promised);
        }
    }

    @Test
    void sessionGuestsShareNoNetworkAndAreNotFenced() {
        try (LibvirtHypervisor hypervisor = LibvirtHypervisor.builder("qemu:///session")
                .poolDirectory(Path.of("/pool"))
                .build()) {
            assertThat(hypervisor.capabilities()).doesNotContain(Capability.FENCE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 'this function is not supported by the connection driver: virNWFilterLookupByName', true",
        "38, 'Failed to connect socket to ''/var/run/libvirt/virtnwfilterd-sock'': No such file or directory', true",
        "38, 'End of file while reading data: Input/output error', false",
        "1, 'internal error: ebtables is missing', false"
    })
    void libvirtWithoutFiltersIsToldFromOneThatFails(int number, String text, boolean missing) {
        assertThat(Fence.isMissing(new LibvirtFault(number, ErrorNumber.FROM_RPC, text)))
                .isEqualTo(missing);
    }

    @ParameterizedTest
    @EnumSource(Virtualization.class)
    void everyInterfaceRefersToTheFilter(Virtualization virtualization) {
        String xml = DomainXml.write(
                Samples.plan(Samples.spec("t", Samples.BIOS), virtualization, false, Optional.of("iaas")));

        assertThat(XmlReading.attributes(xml, "domain/devices/interface/filterref", "filter"))
                .containsExactly("iaas-fence-iaas");
        assertThat(XmlReading.attributes(xml, "domain/devices/interface/filterref/parameter", "value"))
                .containsExactly("dhcp");
    }

    @Test
    void rulesEndWithOneThatDropsWhatNoneBeforeItAccepted() {
        String xml = FenceXml.write("f", new UUID(1, 2));

        assertThat(XmlReading.attributes(xml, "filter/rule", "action")).endsWith("drop");
        assertThat(XmlReading.attributes(xml, "filter/rule", "direction")).endsWith("inout");
        assertThat(XmlReading.attributes(xml, "filter/rule", "priority").stream()
                        .map(Integer::valueOf))
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
