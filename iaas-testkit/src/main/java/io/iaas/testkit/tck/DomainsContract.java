package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Domains;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.hypervisor.StateReason;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link io.iaas.spi.hypervisor.Domains} promises about domains that are ours. */
public abstract class DomainsContract extends HostTest {
    /** For subclasses. */
    protected DomainsContract() {}

    @Test
    void definedDomainIsOffAndCarriesItsOwner() {
        DomainRef ref = workbench().ref();
        DomainSpec spec = workbench().spec(ref);

        hypervisor().domains().define(spec);

        assertThat(hypervisor().domains().find(ref))
                .contains(new ObservedDomain(
                        ref.vmId().value(),
                        ref.name(),
                        DomainState.OFF,
                        StateReason.UNKNOWN,
                        Optional.of(spec.owner())));
        assertThat(hypervisor().domains().find(ref).orElseThrow().is(ref)).isTrue();
    }

    @Test
    void definingTwiceLeavesOneDomain() {
        DomainRef ref = workbench().ref();
        DomainSpec spec = workbench().spec(ref);

        hypervisor().domains().define(spec);
        hypervisor().domains().define(spec);

        assertThat(hypervisor().domains().inventory())
                .filteredOn(domain -> domain.name().equals(ref.name()))
                .hasSize(1);
    }

    @Test
    void absentDomainIsNotFound() {
        assertThat(hypervisor().domains().find(workbench().ref())).isEmpty();
    }

    @Test
    void undefinedDomainIsGone() {
        DomainRef ref = workbench().defined();

        hypervisor().domains().undefine(ref);

        assertThat(hypervisor().domains().find(ref)).isEmpty();
        assertThat(hypervisor().domains().states()).doesNotContainKey(ref.vmId().value());
    }

    @Test
    void undefiningAnAbsentDomainSucceeds() {
        DomainRef ref = workbench().defined();

        hypervisor().domains().undefine(ref);
        hypervisor().domains().undefine(ref);

        assertThat(hypervisor().domains().find(ref)).isEmpty();
    }

    @Test
    void runningDomainIsNotUndefined() {
        DomainRef ref = workbench().running();

        assertFails(ErrorCode.WRONG_STATE, () -> hypervisor().domains().undefine(ref));

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void inventoryAndStatesHoldEveryDomain() {
        DomainRef off = workbench().defined();
        DomainRef running = workbench().running();

        assertThat(hypervisor().domains().inventory())
                .contains(
                        hypervisor().domains().find(off).orElseThrow(),
                        hypervisor().domains().find(running).orElseThrow());
        assertThat(hypervisor().domains().states())
                .containsEntry(off.vmId().value(), DomainState.OFF)
                .containsEntry(running.vmId().value(), DomainState.RUNNING);
    }

    @Test
    void statesOfSomeDomainsAreThoseOfTheseAlone() {
        DomainRef off = workbench().defined();
        DomainRef running = workbench().running();
        DomainRef absent = workbench().ref();
        Domains domains = hypervisor().domains();

        assertThat(domains.states(Set.of())).isEmpty();
        for (int again = 0; again < 2; again++) {
            assertThat(domains.states(Set.of(off.vmId().value())))
                    .containsOnly(Map.entry(off.vmId().value(), DomainState.OFF));
            assertThat(domains.states(
                            Set.of(running.vmId().value(), absent.vmId().value(), UUID.randomUUID())))
                    .containsOnly(Map.entry(running.vmId().value(), DomainState.RUNNING));
        }
    }

    @Test
    void statesOfSomeDomainsFollowWhatBecomesOfThem() {
        List<DomainRef> refs = Stream.generate(workbench()::defined).limit(6).toList();
        Set<UUID> all = refs.stream().map(ref -> ref.vmId().value()).collect(Collectors.toSet());
        Domains domains = hypervisor().domains();
        assertThat(domains.states(all)).hasSize(6).containsOnlyKeys(all);

        hypervisor().power().start(refs.get(0));
        domains.undefine(refs.get(1));
        DomainRef later = workbench().defined();

        Set<UUID> some = Set.of(
                refs.get(0).vmId().value(),
                refs.get(1).vmId().value(),
                later.vmId().value());
        for (int again = 0; again < 2; again++) {
            assertThat(domains.states(some))
                    .containsOnly(
                            Map.entry(refs.get(0).vmId().value(), DomainState.RUNNING),
                            Map.entry(later.vmId().value(), DomainState.OFF));
        }
    }

    @Test
    void titleChangesWhileTheDomainIsOffAndWhileItRuns() {
        DomainRef off = workbench().defined();
        DomainRef running = workbench().running();

        for (DomainRef ref : List.of(off, running)) {
            ObservedDomain before = hypervisor().domains().find(ref).orElseThrow();
            hypervisor().domains().setTitle(ref, "renamed <&> \"machine\"");
            hypervisor().domains().setTitle(ref, "renamed <&> \"machine\"");
            assertThat(hypervisor().domains().find(ref)).contains(before);
        }
    }

    @Test
    void titleOfAnAbsentDomainIsNotChanged() {
        DomainRef ref = workbench().ref();

        assertFails(ErrorCode.NOT_FOUND, () -> hypervisor().domains().setTitle(ref, "nobody"));
    }

    @Test
    void firmwareUefiIsDefinedOrRefusedAsDeclared() {
        DomainRef ref = workbench().ref();

        defineOrRefuse(Capability.UEFI, Workbench.withBoot(workbench().spec(ref), new Boot.Disk(Firmware.UEFI)));
    }

    @Test
    void directBootIsDefinedOrRefusedAsDeclared() {
        DomainRef ref = workbench().ref();
        VolumeName kernel = workbench().volume(512);
        VolumeName initrd = workbench().volume(512);

        defineOrRefuse(
                Capability.DIRECT_BOOT,
                Workbench.withBoot(workbench().spec(ref), new Boot.Kernel(kernel, initrd, "console=ttyS0 note='<&>'")));
    }

    @Test
    void consoleLogIsDefinedOrRefusedAsDeclared() {
        DomainRef ref = workbench().ref();
        VolumeName log = can(Capability.CONSOLE_LOG) ? workbench().logName() : new VolumeName("iaas-tck-console.log");

        defineOrRefuse(
                Capability.CONSOLE_LOG, workbench().spec(ref, workbench().guestDisk(), List.of(), Optional.of(log)));
    }

    private void defineOrRefuse(Capability capability, DomainSpec spec) {
        if (can(capability)) {
            hypervisor().domains().define(spec);
            assertThat(stateOf(spec.ref())).isEqualTo(DomainState.OFF);
        } else {
            assertUnsupported(capability, () -> hypervisor().domains().define(spec));
            assertThat(hypervisor().domains().find(spec.ref())).isEmpty();
        }
    }
}
