package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Consoles;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.VolumeName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link Consoles} promises; every test asserts the refusal where it is not declared. */
public abstract class ConsolesContract extends HostTest {
    private static final int MANY = 1 << 20;

    /** For subclasses. */
    protected ConsolesContract() {}

    @Test
    void logThatWasMadeExistsAndIsEmpty() {
        if (refused()) {
            return;
        }
        VolumeName log = workbench().logName();
        assertThat(consoles().exists(log)).isFalse();

        consoles().create(log);

        assertThat(consoles().exists(log)).isTrue();
        assertThat(consoles().tail(log, MANY)).isEmpty();
    }

    @Test
    void takenNameIsRefused() {
        if (refused()) {
            return;
        }
        VolumeName log = workbench().logName();
        consoles().create(log);

        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> consoles().create(log));

        assertThat(consoles().exists(log)).isTrue();
    }

    @Test
    void absentLogHasNoBytes() {
        if (refused()) {
            return;
        }
        assertThat(consoles().tail(workbench().logName(), MANY)).isEmpty();
    }

    @Test
    void deletedLogIsGone() {
        if (refused()) {
            return;
        }
        VolumeName log = workbench().logName();
        consoles().create(log);

        consoles().delete(log);
        consoles().delete(log);

        assertThat(consoles().exists(log)).isFalse();
    }

    @Test
    void logsAreListedAsLongAsTheyExist() {
        if (refused()) {
            return;
        }
        VolumeName kept = workbench().logName();
        VolumeName deleted = workbench().logName();
        consoles().create(kept);
        consoles().create(deleted);
        assertThat(consoles().list()).contains(kept.value(), deleted.value()).doesNotHaveDuplicates();

        consoles().delete(deleted);

        assertThat(consoles().list()).contains(kept.value()).doesNotContain(deleted.value());
    }

    @Test
    void foreignVolumeHindersNoList() {
        if (refused()) {
            return;
        }
        VolumeName log = workbench().logName();
        consoles().create(log);
        fixture().addForeignVolume(workbench().volumeName());

        assertThat(consoles().list()).contains(log.value());
    }

    @Test
    void greetingOfTheGuestIsReadWhileItRuns() {
        if (refused() || fixture().guest().greeting().isEmpty()) {
            return;
        }
        String greeting = fixture().guest().greeting().get();
        VolumeName log = startedWithLog();

        waitUntil("the console shows '" + greeting + "'", () -> text(log).contains(greeting));

        byte[] newest = consoles().tail(log, 4);
        assertThat(newest).hasSize(4);
    }

    @Test
    void logOutlivesThePowerOff() {
        if (refused() || fixture().guest().greeting().isEmpty()) {
            return;
        }
        String greeting = fixture().guest().greeting().get();
        DomainRef ref = workbench().ref();
        VolumeName log = startedWithLog(ref);
        waitUntil("the console shows '" + greeting + "'", () -> text(log).contains(greeting));

        hypervisor().power().powerOff(ref);

        assertThat(text(log)).contains(greeting);
    }

    private VolumeName startedWithLog() {
        return startedWithLog(workbench().ref());
    }

    private VolumeName startedWithLog(DomainRef ref) {
        VolumeName log = workbench().logName();
        consoles().create(log);
        hypervisor().domains().define(workbench().spec(ref, workbench().guestDisk(), List.of(), Optional.of(log)));
        hypervisor().power().start(ref);
        return log;
    }

    /** Asserts the refusals where the driver declares that it cannot; tells whether it did. */
    private boolean refused() {
        if (can(Capability.CONSOLE_LOG)) {
            return false;
        }
        VolumeName log = new VolumeName("iaas-tck-console.log");
        assertUnsupported(Capability.CONSOLE_LOG, () -> consoles().exists(log));
        assertUnsupported(Capability.CONSOLE_LOG, () -> consoles().create(log));
        assertUnsupported(Capability.CONSOLE_LOG, () -> consoles().tail(log, MANY));
        assertUnsupported(Capability.CONSOLE_LOG, () -> consoles().list());
        assertUnsupported(Capability.CONSOLE_LOG, () -> consoles().delete(log));
        return true;
    }

    private String text(VolumeName log) {
        return new String(consoles().tail(log, MANY), StandardCharsets.ISO_8859_1);
    }

    private Consoles consoles() {
        return hypervisor().consoles();
    }
}
