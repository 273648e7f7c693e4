package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.Evidence;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Evidence} promises; every test asserts the refusal where it is not declared. */
public abstract class EvidenceContract extends HostTest {
    private static final int MANY = 1 << 20;

    /** For subclasses. */
    protected EvidenceContract() {}

    @Test
    void definitionNamesTheDomainWhetherItRunsOrNot() {
        if (refused()) {
            return;
        }
        DomainRef off = workbench().defined();
        DomainRef running = workbench().running();

        assertThat(evidence().definition(off))
                .hasValueSatisfying(text -> assertThat(text).contains(off.name()));
        assertThat(evidence().definition(running))
                .hasValueSatisfying(text -> assertThat(text).contains(running.name()));
    }

    @Test
    void absentDomainHasNothingToShow() {
        if (refused()) {
            return;
        }
        DomainRef absent = workbench().ref();

        assertThat(evidence().definition(absent)).isEmpty();
        assertThat(evidence().screenshot(absent)).isEmpty();
        assertThat(evidence().log(absent, MANY)).isEmpty();
    }

    @Test
    void domainThatIsOffShowsNoPicture() {
        if (refused()) {
            return;
        }
        assertThat(evidence().screenshot(workbench().defined())).isEmpty();
    }

    @Test
    void runningDomainIsUntouchedByALookAtItsScreen() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();

        Optional<byte[]> picture = evidence().screenshot(ref);
        assertThat(picture.isPresent()).isEqualTo(fixture().guestsHaveScreens());
        picture.ifPresent(png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'));

        assertThat(isOff(ref)).isFalse();
    }

    @Test
    void logIsCutToItsEnd() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();

        evidence().log(ref, MANY).ifPresent(log -> {
            assertThat(log).isNotEmpty();
            assertThat(evidence().log(ref, 4))
                    .hasValueSatisfying(end -> assertThat(end).hasSizeLessThanOrEqualTo(4));
        });
    }

    @Test
    void foreignDomainIsNotShown() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().ref();
        fixture().addForeignDomain(ref.name(), UUID.randomUUID());

        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> evidence().definition(ref));
        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> evidence().screenshot(ref));
        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> evidence().log(ref, MANY));
    }

    /** Asserts the refusals where the driver declares that it cannot; tells whether it did. */
    private boolean refused() {
        if (can(Capability.EVIDENCE)) {
            return false;
        }
        DomainRef ref = workbench().ref();
        assertUnsupported(Capability.EVIDENCE, () -> evidence().definition(ref));
        assertUnsupported(Capability.EVIDENCE, () -> evidence().screenshot(ref));
        assertUnsupported(Capability.EVIDENCE, () -> evidence().log(ref, MANY));
        return true;
    }

    private Evidence evidence() {
        return hypervisor().evidence();
    }
}
