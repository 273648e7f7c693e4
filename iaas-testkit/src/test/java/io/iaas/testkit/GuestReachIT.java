package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.CommandResult;
import io.iaas.compute.ConsoleTimeoutException;
import io.iaas.compute.GuestCommand;
import io.iaas.compute.SerialConsole;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Throwaway machines that are reached by their agent and their serial console, on real QEMU. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("guest")
class GuestReachIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @SuppressWarnings("NullAway.Init")
    private ThrowawayVm vm;

    @BeforeAll
    void start() {
        Guests.useTranslator();
        vm = ThrowawayVms.start(ThrowawaySpec.image(Guests.linux())
                .memoryMib(160)
                .waitFor(WaitCondition.agent(), LIMIT)
                .build());
    }

    @AfterAll
    void end() {
        vm.close();
    }

    @Test
    void agentRunsPrograms() {
        assertThat(vm.agent().answers()).isTrue();
        assertThat(vm.agent().run("uname", "-s")).isEqualTo(new CommandResult(0, "Linux\n", ""));
        assertThat(vm.agent().run("/bin/sh", "-c", "echo out; echo err >&2; exit 7"))
                .isEqualTo(new CommandResult(7, "out\n", "err\n"));
        assertThat(vm.agent()
                        .run(GuestCommand.of("sha256sum").withInput("text"), LIMIT)
                        .output())
                .startsWith("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1");
        assertThatThrownBy(() -> vm.agent().run("/no/such/program"))
                .isInstanceOf(HypervisorException.class)
                .hasFieldOrPropertyWithValue("code", ErrorCode.COMMAND_REFUSED)
                .hasMessageContaining("/no/such/program");
        assertThatThrownBy(() -> vm.agent().run(GuestCommand.of("sleep", "600"), Duration.ofSeconds(1)))
                .hasFieldOrPropertyWithValue("code", ErrorCode.GUEST_TIMEOUT);
    }

    @Test
    void shellAtTheSerialConsoleAnswers() {
        try (SerialConsole serial = vm.serial()) {
            serial.sendLine("echo result=$((6 * 7))");
            assertThat(serial.expect("result=(\\d+)\\s", LIMIT).group(1)).isEqualTo("42");
            serial.sendLine("echo caf\u00e9");
            serial.expect("^caf\u00e9", LIMIT);
            assertThatThrownBy(() -> serial.expect("never", Duration.ofSeconds(1)))
                    .isInstanceOf(ConsoleTimeoutException.class)
                    .hasMessageContaining("never");
            assertThatThrownBy(() -> vm.serial().close()).hasFieldOrPropertyWithValue("code", ErrorCode.IN_USE);
        }
        assertThat(vm.console()).contains("result=42");
    }

    @Test
    void floodOfTheConsoleIsBoundedAndItsEndIsSeen() {
        try (SerialConsole serial = vm.serial()) {
            serial.sendLine("head -c 1200000 /dev/zero | tr '\\0' x; echo FLOOD-'END'");
            serial.expect("FLOOD-END", LIMIT);
            assertThat(serial.unmatched()).hasSizeLessThan(1 << 20);
        }
        assertThat(vm.console()).contains("FLOOD-END");
    }

    @Test
    void nobodyWaitsAtTheConsoleOfAMachineThatIsOff() {
        try (ThrowawayVm other = ThrowawayVms.start(
                        ThrowawaySpec.disk(Guests.bootSector()).memoryMib(16).build());
                SerialConsole serial = other.serial()) {
            serial.expect("D HB", LIMIT);
            other.compute().forceStop(other.id()).await(LIMIT);

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThatThrownBy(() -> serial.expect("never", LIMIT))
                            .isInstanceOf(HypervisorException.class)
                            .hasFieldOrPropertyWithValue("code", ErrorCode.WRONG_STATE));
            other.compute().start(other.id()).await(LIMIT);
            try (SerialConsole again = other.serial()) {
                again.expect("D HB", LIMIT);
            }
        }
    }
}
