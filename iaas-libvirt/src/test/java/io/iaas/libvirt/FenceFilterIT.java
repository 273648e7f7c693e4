package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.host.Finding;
import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The filter as a real libvirt has it. */
class FenceFilterIT {
    private static final String NAME = "iaas-fence-" + TestHost.NETWORK;
    private static final Boot BIOS = new Boot.Disk(Firmware.BIOS);

    private final LibvirtHypervisor hypervisor = TestHost.qemu().build();
    private final Beside beside = new Beside(TestHost.uri());

    @AfterEach
    void leaveNothing() {
        try (Session session = beside.session()) {
            session.find(
                            session.api().virNWFilterLookupByName(session.connection(), NAME),
                            session.api()::virNWFilterFree,
                            ErrorNumber.NO_NWFILTER)
                    .ifPresent(filter -> session.check(session.api().virNWFilterUndefine(filter)));
        }
        beside.close();
        hypervisor.release();
        hypervisor.close();
    }

    @Test
    void filterOfSomebodyElseUnderOurNameRefusesMachinesAndStaysAsItWas() {
        String before = define(UUID.randomUUID());
        try (Machine machine = new Machine(hypervisor)) {
            assertThatThrownBy(() -> machine.start(16, BIOS))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.FOREIGN_RESOURCE)
                    .hasMessageContaining(NAME);
        }
        assertThat(hypervisor.release()).noneMatch(removed -> removed.contains(NAME));
        assertThat(describe()).isEqualTo(before);
        assertThat(findings()).containsExactly(Finding.Severity.ERROR);
    }

    @Test
    void ownFilterThatLetsEverythingPassIsMadeAsItShouldBe() {
        String weak = define(OwnUuid.of("network filter", NAME));
        try (Machine machine = new Machine(hypervisor)) {
            machine.start(16, BIOS);

            assertThat(weak).doesNotContain("$MAC");
            assertThat(describe()).contains("$MAC", "$IP");
            assertThat(findings()).containsExactly(Finding.Severity.OK);
            assertThat(hypervisor.release()).noneMatch(removed -> removed.contains(NAME));
        }
        assertThat(hypervisor.release()).anyMatch(removed -> removed.contains(NAME));
    }

    private List<Finding.Severity> findings() {
        return hypervisor.diagnose().stream()
                .filter(finding -> finding.subject().startsWith("fence"))
                .map(Finding::severity)
                .toList();
    }

    /** Defines a filter without a rule. */
    private String define(UUID uuid) {
        try (Session session = beside.session()) {
            String xml = "<filter name='" + NAME + "' chain='root'><uuid>" + uuid + "</uuid></filter>";
            session.own(session.api().virNWFilterDefineXML(session.connection(), xml), session.api()::virNWFilterFree);
        }
        return describe();
    }

    private String describe() {
        try (Session session = beside.session()) {
            return session.text(session.api()
                    .virNWFilterGetXMLDesc(
                            session.own(
                                    session.api().virNWFilterLookupByName(session.connection(), NAME),
                                    session.api()::virNWFilterFree),
                            0));
        }
    }
}
