package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.GuestCommand;
import io.iaas.compute.Vm;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ErrorCode;
import io.iaas.memory.ConsoleLine;
import io.iaas.memory.SimulatedAgent;
import io.iaas.memory.SimulatedAgent.Outcome;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedGuest;
import io.iaas.operation.OperationFailedException;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.UnsupportedCapabilityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a create learns from a guest's agent and its cloud-init. */
class GuestReadinessTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Vm create(Cloud cloud, WaitCondition condition) {
        return cloud.iaas
                .compute()
                .create(aVm("web").waitFor(Wait.until(condition, MINUTE)).build())
                .await(PATIENCE);
    }

    @Test
    void createWaitsForTheAgent() {
        try (Cloud cloud =
                Cloud.withGuests(SimulatedGuest.booting().withAgent(SimulatedAgent.after(Duration.ofSeconds(30))))) {
            long before = cloud.time.nanoTime();

            create(cloud, WaitCondition.agent());

            assertThat(Duration.ofNanos(cloud.time.nanoTime() - before))
                    .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
        }
    }

    @Test
    void waitForAnAgentThatNeverComesTellsWhatWasMissingWithTheConsole() {
        try (Cloud cloud = Cloud.withGuests(SimulatedGuest.booting().withoutAgent())) {
            assertThatThrownBy(() -> create(cloud, WaitCondition.agent().and(WaitCondition.cloudInit())))
                    .isInstanceOfSatisfying(OperationFailedException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.WAIT_TIMEOUT);
                        assertThat(failure).hasMessageContaining("agent").hasMessageContaining("cloud-init");
                        assertThat(failure.evidence().consoleTail().orElseThrow())
                                .contains("simulated guest ready");
                    });
        }
    }

    @Test
    void agentFindsThatCloudInitHasFinishedAndIsNotAskedAtEveryLook() {
        AtomicInteger tries = new AtomicInteger();
        SimulatedAgent agent = new SimulatedAgent(Duration.ZERO, command -> {
            assertThat(command).isEqualTo(GuestCommand.of("cat", "/run/cloud-init/result.json"));
            return tries.incrementAndGet() < 3 ? Optional.empty() : Optional.of(Outcome.of("{}"));
        });
        try (Cloud cloud = Cloud.withGuests(SimulatedGuest.booting().withAgent(agent))) {
            create(cloud, WaitCondition.cloudInit());

            assertThat(tries).hasValue(3);
            assertThat(cloud.hypervisor.calls().count(SimulatedCall.TAIL_CONSOLE))
                    .isGreaterThan(10);
        }
    }

    @Test
    void lastLineOfCloudInitOnTheConsoleIsEnough() {
        SimulatedGuest guest = SimulatedGuest.booting()
                .withoutAgent()
                .withConsole(
                        new ConsoleLine(
                                Duration.ofSeconds(9),
                                "[   21.9] cloud-init[311]: Cloud-init v. 22.4.2 finished at Thu, 01 Jan 2026 00:00:09 +0000."));
        try (Cloud cloud = Cloud.withGuests(guest)) {
            assertThat(create(cloud, WaitCondition.cloudInit()).name()).isEqualTo("web");
        }
    }

    @Test
    void hostThatCannotSeeItRefusesBeforeAnythingIsMade() {
        EnumSet<Capability> few =
                EnumSet.complementOf(EnumSet.of(Capability.EPHEMERAL, Capability.GUEST_AGENT, Capability.CONSOLE_LOG));
        try (Cloud cloud = Cloud.of(few)) {
            for (WaitCondition condition : new WaitCondition[] {WaitCondition.agent(), WaitCondition.cloudInit()}) {
                assertThatThrownBy(() -> create(cloud, condition)).isInstanceOf(UnsupportedCapabilityException.class);
            }
            assertThat(cloud.ledger()).noneMatch(line -> line.contains("DOMAIN"));
        }
    }
}
