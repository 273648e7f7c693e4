package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.SerialConsoles;
import io.iaas.spi.hypervisor.SerialLine;
import io.iaas.spi.hypervisor.VolumeName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link SerialConsoles} promises; every test asserts the refusal where it is not declared. */
public abstract class SerialConsolesContract extends HostTest {
    private static final Duration A_LITTLE = Duration.ofMillis(100);

    /** For subclasses. */
    protected SerialConsolesContract() {}

    @Test
    void whatIsTypedReachesTheGuestAndWhatItWritesIsReadAndKept() {
        if (refused() || fixture().guest().greeting().isEmpty()) {
            return;
        }
        DomainRef ref = workbench().ref();
        Optional<VolumeName> log =
                can(Capability.CONSOLE_LOG) ? Optional.of(workbench().logName()) : Optional.empty();
        log.ifPresent(name -> hypervisor().consoles().create(name));
        hypervisor().domains().define(workbench().spec(ref, workbench().guestDisk(), List.of(), log));
        hypervisor().power().start(ref);

        try (SerialLine line = consoles().open(ref, false)) {
            line.write("*".getBytes(StandardCharsets.US_ASCII));
            StringBuilder read = new StringBuilder();
            waitUntil("the guest echoes", () -> {
                read.append(new String(line.read(A_LITTLE), StandardCharsets.ISO_8859_1));
                return read.indexOf("*") >= 0;
            });
        }
        log.ifPresent(name -> waitUntil(
                "the log holds the greeting",
                () -> new String(hypervisor().consoles().tail(name, 1 << 20), StandardCharsets.ISO_8859_1)
                        .contains(fixture().guest().greeting().get())));
    }

    @Test
    void oneAtATimeIsAttachedAndMayBeCutOff() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();
        try (SerialLine first = consoles().open(ref, false)) {
            assertFails(ErrorCode.IN_USE, () -> consoles().open(ref, false).close());
            try (SerialLine second = consoles().open(ref, true)) {
                waitUntil("the first line has ended", () -> hasEnded(first));
                assertFails(ErrorCode.WRONG_STATE, () -> first.write(new byte[] {'a'}));
                second.write(new byte[] {'a'});
            }
        }
        consoles().open(ref, false).close();
    }

    @Test
    void lineEndsWithTheGuest() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();
        try (SerialLine line = consoles().open(ref, false)) {
            hypervisor().power().powerOff(ref);

            waitUntil("the line has ended", () -> hasEnded(line));
            assertFails(ErrorCode.WRONG_STATE, () -> line.write(new byte[] {'a'}));
        }
    }

    @Test
    void lineThatIsClosedHasEnded() {
        if (refused()) {
            return;
        }
        SerialLine line = consoles().open(workbench().running(), false);
        line.close();
        line.close();

        waitUntil("all is read", () -> hasEnded(line));
        assertFails(ErrorCode.WRONG_STATE, () -> line.write(new byte[] {'a'}));
    }

    @Test
    void lineOutlivesAPause() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();
        hypervisor().power().pause(ref);
        try (SerialLine line = consoles().open(ref, false)) {
            line.write(new byte[] {'a'});
            hypervisor().power().resume(ref);

            assertThat(hasEnded(line)).isFalse();
        }
    }

    @Test
    void domainThatIsOffAbsentOrForeignIsNotAttachedTo() {
        if (refused()) {
            return;
        }
        DomainRef off = workbench().defined();
        DomainRef absent = workbench().ref();
        DomainRef foreign = workbench().ref();
        fixture().addForeignDomain(foreign.name(), foreign.vmId().value());

        assertFails(ErrorCode.WRONG_STATE, () -> consoles().open(off, true).close());
        assertFails(ErrorCode.NOT_FOUND, () -> consoles().open(absent, true).close());
        assertFails(
                ErrorCode.FOREIGN_RESOURCE, () -> consoles().open(foreign, true).close());
    }

    private static boolean hasEnded(SerialLine line) {
        try {
            return line.read(A_LITTLE).length < 0;
        } catch (HypervisorException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.WRONG_STATE);
            return true;
        }
    }

    /** Asserts the refusal where the driver declares that it cannot; tells whether it did. */
    private boolean refused() {
        if (can(Capability.SERIAL_CONSOLE)) {
            return false;
        }
        assertUnsupported(
                Capability.SERIAL_CONSOLE,
                () -> consoles().open(workbench().ref(), false).close());
        return true;
    }

    private SerialConsoles consoles() {
        return hypervisor().serialConsoles();
    }
}
