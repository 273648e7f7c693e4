package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.GuestAgents;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.SerialLine;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent costs that does not do as agents do, and whom. */
@Tag("guest")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAgentIT {
    private static final int MEMORY_MIB = 128;
    /** Far less than libvirt waits for a silent agent, which is 5 seconds. */
    private static final Duration QUICK = Duration.ofSeconds(2);
    /** Two waits of libvirt, and some more. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(20);
    /** Finds the agent's port, and takes it from the agent. */
    private static final String TAKE_PORT = "port=$(grep -l org.qemu.guest_agent.0 /sys/class/virtio-ports/*/name);"
            + " port=/dev/$(basename ${port%/name}); kill -9 $(cat /run/qga.pid); ";
    /** Takes it from whoever has it, and gives it to another agent; QEMU tells once a second of what becomes of a port. */
    private static final String ANOTHER_AGENT = TAKE_PORT
            + "killall -9 cat yes tr; sleep 2; qemu-ga -d -m virtio-serial -p $port -t /run -f /run/qga.pid; echo agent $((1 + 1))\n";

    private final LibvirtHypervisor hypervisor = TestHost.qemu().build();
    private final Machine sound = new Machine(hypervisor);
    private final Machine hostile = new Machine(hypervisor);

    @BeforeAll
    void boot() throws IOException {
        start(sound);
        start(hostile);
        awaitAgent(sound);
        awaitAgent(hostile);
        await("the prompt of its shell")
                .atMost(TestHost.PATIENCE)
                .until(() -> hostile.consoleText().contains("# "));
    }

    private void start(Machine machine) throws IOException {
        String commandLine = Files.readString(TestHost.guest("a/cmdline")).strip() + " hb=0 net=0 nossh notelnet";
        VolumeName kernel = machine.volume("vmlinuz", Files.readAllBytes(TestHost.guest("a/vmlinuz")));
        VolumeName initrd = machine.volume("initrd", Files.readAllBytes(TestHost.guest("a/initrd")));
        machine.start(MEMORY_MIB, new Boot.Kernel(kernel, initrd, commandLine));
    }

    private void awaitAgent(Machine machine) {
        await().atMost(TestHost.PATIENCE).until(() -> agents().answers(machine.ref()));
    }

    /** All that a test changes in its guest is who has the agent's port. A boot for each would take ten times as long. */
    @AfterEach
    void giveTheHostileGuestItsAgentBack() {
        try (SerialLine shell = hypervisor.serialConsoles().open(hostile.ref(), true)) {
            shell.write(ANOTHER_AGENT.getBytes(StandardCharsets.US_ASCII));
            StringBuilder said = new StringBuilder();
            await().atMost(TestHost.PATIENCE)
                    .until(() -> said.append(new String(shell.read(QUICK), StandardCharsets.ISO_8859_1))
                                    .indexOf("agent 2")
                            >= 0);
            awaitAgent(hostile);
        }
    }

    @AfterAll
    void leaveNothing() {
        hostile.close();
        sound.close();
        hypervisor.release();
        hypervisor.close();
    }

    private GuestAgents agents() {
        return hypervisor.agents();
    }

    private static Duration taken(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void inHostile(String script) {
        assertThat(agents().start(
                                hostile.ref(), GuestCommand.of("/bin/sh", "-c", "(" + script + ") >/dev/null 2>&1 &")))
                .isPositive();
    }

    @Test
    void silentAgentDelaysItsOwnDomainOnly() throws Exception {
        inHostile("sleep 1; kill -STOP $(cat /run/qga.pid)");
        await().atMost(TestHost.PATIENCE).until(() -> !agents().answers(hostile.ref()));

        CompletableFuture<?> calls = CompletableFuture.allOf(
                CompletableFuture.runAsync(this::askHostile), CompletableFuture.runAsync(this::askHostile));
        int looks = 0;
        while (!calls.isDone()) {
            assertThat(taken(() -> assertThat(agents().answers(sound.ref())).isTrue()))
                    .isLessThan(QUICK);
            assertThat(taken(() -> hypervisor.domains().find(hostile.ref()))).isLessThan(QUICK);
            assertThat(taken(() -> hypervisor.power().pause(hostile.ref()))).isLessThan(QUICK);
            assertThat(taken(() -> hypervisor.power().resume(hostile.ref()))).isLessThan(QUICK);
            looks++;
        }

        calls.get(1, TimeUnit.SECONDS);
        assertThat(looks).isGreaterThan(3);
    }

    private void askHostile() {
        assertThat(taken(() -> assertThatThrownBy(() -> agents().start(hostile.ref(), GuestCommand.of("/bin/true")))
                        .isInstanceOfSatisfying(
                                HypervisorException.class,
                                e -> assertThat(e.code()).isIn(ErrorCode.AGENT_UNAVAILABLE, ErrorCode.WRONG_STATE))))
                .isLessThan(GIVEN_UP.multipliedBy(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat /dev/zero > $port",
                "yes > $port",
                "yes '{\"return\": {}}' > $port",
                "yes '{\"return\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[' | tr -d '\\n' > $port"
            })
    void agentThatFloodsIsNoneAndHoldsNobodyUp(String flood) {
        inHostile(TAKE_PORT + flood);

        await().atMost(TestHost.PATIENCE).until(() -> {
            assertThat(taken(() -> agents().answers(sound.ref()))).isLessThan(QUICK);
            return isRefused(GuestCommand.of("/bin/true"));
        });
        assertThat(taken(() -> agents().answers(hostile.ref()))).isLessThan(GIVEN_UP);
        assertThat(taken(() -> hypervisor.domains().states())).isLessThan(QUICK);
        assertThat(agents().answers(sound.ref())).isTrue();
    }

    private boolean isRefused(GuestCommand command) {
        try {
            return agents().start(hostile.ref(), command) < 0;
        } catch (HypervisorException e) {
            assertThat(e.code()).isIn(ErrorCode.AGENT_UNAVAILABLE, ErrorCode.COMMAND_REFUSED);
            return true;
        }
    }

    @Test
    void outputThatLibvirtDoesNotCarryIsToldAsTooLongAndTheAgentGoesOn() {
        long process = agents().start(hostile.ref(), GuestCommand.of("/bin/sh", "-c", "head -c 4000000 /dev/zero"));

        await().atMost(TestHost.PATIENCE).until(() -> {
            try {
                return agents().result(hostile.ref(), process).isPresent();
            } catch (HypervisorException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LONG);
                return true;
            }
        });

        await().atMost(TestHost.PATIENCE).until(() -> agents().answers(hostile.ref()));
        long next = agents().start(hostile.ref(), GuestCommand.of("echo", "alive"));
        await().atMost(TestHost.PATIENCE)
                .until(() ->
                        agents().result(hostile.ref(), next).equals(Optional.of(new CommandResult(0, "alive\n", ""))));
    }
}
