package io.iaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.ConsoleTimeoutException;
import io.iaas.compute.SerialConsole;
import io.iaas.compute.Vm;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.memory.ConsoleLine;
import io.iaas.memory.SimulatedGuest;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SerialConsoleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Cloud cloud = Cloud.withGuests(SimulatedGuest.booting()
            .withConsole(
                    new ConsoleLine(Duration.ofSeconds(9), "web login: "),
                    new ConsoleLine(Duration.ofSeconds(40), "\u001b[31mred \u202eR\u00e4tsel")));

    @AfterEach
    void close() {
        cloud.close();
    }

    private SerialConsole open(Vm vm) {
        return cloud.iaas.compute().openConsole(vm.id());
    }

    @Test
    void whatIsExpectedIsWaitedForAndConsumedUpToItsEnd() {
        try (SerialConsole console = open(cloud.create("web"))) {
            MatchResult login = console.expect("^(\\w+) login:", MINUTE);

            assertThat(login.group(1)).isEqualTo("web");
            assertThat(console.unmatched()).isEqualTo(" \r\n");
            assertThatThrownBy(() -> console.expect("login", Duration.ofSeconds(1)))
                    .isInstanceOf(ConsoleTimeoutException.class);
        }
    }

    @Test
    void whatIsTypedIsReadBackFromAGuestThatEchoes() {
        try (SerialConsole console = open(cloud.create("web"))) {
            console.sendLine("caf\u00e9 \ud83d\ude00");

            assertThat(console.expect("caf. (.+)\r", MINUTE).group(1)).isEqualTo("\ud83d\ude00");
        }
    }

    @Test
    void timeoutTellsTheExpressionAndShowsTheTailWithoutWhatCommandsATerminal() {
        try (SerialConsole console = open(cloud.create("web"))) {
            assertThatThrownBy(() -> console.expect("never \u001b(x|y)", MINUTE))
                    .isInstanceOf(ConsoleTimeoutException.class)
                    .hasFieldOrPropertyWithValue("code", ErrorCode.WAIT_TIMEOUT)
                    .hasMessageContaining("never ?(x|y)")
                    .hasMessageContaining("PT1M")
                    .hasMessageEndingWith("web login: \n?[31mred ?R\u00e4tsel\n");
            assertThat(console.unmatched()).as("nothing is consumed").contains("login");
        }
    }

    @Test
    void expressionThatNeverEndsOrIsNoneHoldsNobody() {
        try (SerialConsole console = open(cloud.create("web"))) {
            console.expect("login: ", MINUTE);
            console.send("a".repeat(4000));
            long before = System.nanoTime();

            assertThatThrownBy(() -> console.expect("(a|aa)+b", Duration.ofSeconds(1)))
                    .isInstanceOf(ConsoleTimeoutException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
            assertThatThrownBy(() -> console.expect("(", MINUTE)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> console.expect("", MINUTE)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> console.send("a".repeat(SerialConsole.MAX_TEXT + 1)))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void floodIsKeptToItsNewestPart() {
        try (SerialConsole console = open(cloud.create("web"))) {
            for (int i = 0; i < 600; i++) {
                console.send("x".repeat(4000) + "\n");
            }
            console.send("the end");

            assertThat(console.unmatched()).hasSize(1 << 20).endsWith("x\nthe end");
            console.expect("the end", MINUTE);
        }
    }

    @Test
    void secondOneIsRefusedOrCutsTheFirstOff() {
        Vm vm = cloud.create("web");
        try (SerialConsole first = open(vm)) {
            assertThatThrownBy(() -> open(vm).close()).hasFieldOrPropertyWithValue("code", ErrorCode.IN_USE);
            try (SerialConsole second = cloud.iaas.compute().openConsole(vm.id(), true)) {
                second.send("a");
                assertThatThrownBy(() -> first.send("a")).hasFieldOrPropertyWithValue("code", ErrorCode.WRONG_STATE);
            }
        }
        open(vm).close();
    }

    @Test
    void guestThatGoesOffEndsTheWait() {
        Vm vm = cloud.create("web");
        try (SerialConsole console = open(vm)) {
            cloud.host.powerOffFromInside(vm.id());

            assertThatThrownBy(() -> console.expect("never", MINUTE))
                    .isInstanceOf(HypervisorException.class)
                    .hasFieldOrPropertyWithValue("code", ErrorCode.WRONG_STATE);
        }
        assertThatThrownBy(() -> open(vm).close()).isInstanceOf(ConflictException.class);
    }

    @Test
    void logStaysCompleteAndTheTrailTellsThatItWasOpened() {
        Vm vm = cloud.create("web");
        try (SerialConsole console = open(vm)) {
            console.expect("login", MINUTE);
        }

        assertThat(cloud.iaas.compute().consoleLog(vm.id(), 1000)).contains("web login:");
        assertThat(cloud.iaas
                        .audit()
                        .list(AuditQuery.all().doing(AuditAction.VM_CONSOLE), PageRequest.first(10))
                        .items())
                .extracting(AuditEntry::outcome)
                .containsExactly(AuditOutcome.SUCCEEDED, AuditOutcome.ACCEPTED);
    }
}
