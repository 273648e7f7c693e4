package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.ObservedDomain;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What {@link io.iaas.spi.hypervisor.Domains} and {@link DomainPower} promise about domains that are not ours. */
public abstract class ForeignDomainsContract extends HostTest {
    /** For subclasses. */
    protected ForeignDomainsContract() {}

    @Test
    void foreignDomainIsTold() {
        DomainRef ref = workbench().ref();

        ObservedDomain foreign = addForeign(ref.name(), ref.vmId().value());

        assertThat(foreign.name()).isEqualTo(ref.name());
        assertThat(foreign.owner()).isEmpty();
        assertThat(foreign.is(ref)).isFalse();
        assertThat(hypervisor().domains().states()).containsEntry(foreign.uuid(), foreign.state());
    }

    @Test
    void foreignDomainUnderTheNameIsLeftAlone() {
        DomainRef ref = workbench().ref();
        ObservedDomain foreign = addForeign(ref.name(), UUID.randomUUID());

        assertThat(hypervisor().domains().find(ref)).contains(foreign);
        assertEveryChangeIsRefused(ref, foreign);
    }

    @Test
    void foreignDomainUnderTheUuidIsLeftAlone() {
        DomainRef ref = workbench().ref();
        ObservedDomain foreign =
                addForeign("iaas-tck-foreign-" + UUID.randomUUID(), ref.vmId().value());

        assertThat(hypervisor().domains().find(ref)).contains(foreign);
        assertEveryChangeIsRefused(ref, foreign);
    }

    @Test
    void domainWithOurNameAndUuidButWithoutOurMarkIsLeftAlone() {
        DomainRef ref = workbench().ref();
        ObservedDomain foreign = addForeign(ref.name(), ref.vmId().value());

        assertEveryChangeIsRefused(ref, foreign);
    }

    @Test
    void domainOfAnotherInstallationIsLeftAlone() {
        DomainRef ref = workbench().defined();
        ObservedDomain theirs = hypervisor().domains().find(ref).orElseThrow();

        assertEveryChangeIsRefused(new DomainRef(ref.vmId(), ref.name(), "another"), theirs);
    }

    @Test
    void ourDomainUnderAnotherNameIsLeftAlone() {
        DomainRef ref = workbench().defined();
        ObservedDomain ours = hypervisor().domains().find(ref).orElseThrow();

        assertEveryChangeIsRefused(new DomainRef(ref.vmId(), ref.name() + "-x", ref.installation()), ours);
        assertEveryChangeIsRefused(new DomainRef(new VmId(UUID.randomUUID()), ref.name(), ref.installation()), ours);
    }

    private ObservedDomain addForeign(String name, UUID uuid) {
        fixture().addForeignDomain(name, uuid);
        return observed(uuid);
    }

    private ObservedDomain observed(UUID uuid) {
        return hypervisor().domains().inventory().stream()
                .filter(domain -> domain.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
    }

    private void assertEveryChangeIsRefused(DomainRef ref, ObservedDomain foreign) {
        for (ThrowingCallable change : changes(ref)) {
            assertFails(ErrorCode.FOREIGN_RESOURCE, change);
            assertThat(observed(foreign.uuid())).isEqualTo(foreign);
        }
        if (can(Capability.RESET)) {
            assertFails(ErrorCode.FOREIGN_RESOURCE, () -> hypervisor().power().reset(ref));
        }
    }

    private List<ThrowingCallable> changes(DomainRef ref) {
        DomainPower power = hypervisor().power();
        return List.of(
                () -> hypervisor().domains().define(workbench().spec(ref)),
                () -> hypervisor().domains().undefine(ref),
                () -> hypervisor().domains().setTitle(ref, "ours now"),
                () -> power.start(ref),
                () -> power.requestShutdown(ref),
                () -> power.powerOff(ref),
                () -> power.requestReboot(ref),
                () -> power.pause(ref),
                () -> power.resume(ref));
    }
}
