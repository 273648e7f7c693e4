package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.CommandResult;
import io.iaas.compute.WaitCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands and files by SSH, with a small Linux whose server knows no SFTP. One machine for all: none looks for what
 * another one leaves in it.
 */
class SshIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Other classes log in as the user that machines have where none is named. */
    private static final String USER = "alice";

    private static ThrowawayVm vm;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        Guests.useTranslator();
        vm = ThrowawayVms.start(linux().user(USER)
                .resettable()
                .waitFor(WaitCondition.ssh(), LIMIT)
                .build());
    }

    @AfterAll
    static void stop() {
        vm.close();
    }

    private static ThrowawaySpec.Builder linux() {
        return ThrowawaySpec.image(Guests.linux()).memoryMib(128);
    }

    private static CommandResult run(String command) {
        return vm.ssh().run(command);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }

    @Test
    void commandTellsBothStreamsAndItsExitCode() {
        assertThat(run("uname -s; echo wörld >&2; exit 7")).isEqualTo(new CommandResult(7, "Linux\n", "wörld\n"));
        assertThat(run("whoami")).isEqualTo(new CommandResult(0, USER + "\n", ""));
        assertThat(run("no-such-command").exitCode()).isEqualTo(127);
        assertThat(run("true").succeeded()).isTrue();
    }

    @Test
    void commandThatASignalEndsTellsTheSignal() {
        assertThat(run("kill -9 $$").exitCode()).isEqualTo(128 + 9);
        assertThat(run("kill -TERM $$").exitCode()).isEqualTo(128 + 15);
    }

    @Test
    void commandReadsItsInputToTheEnd() {
        byte[] input = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);

        assertThat(vm.ssh().run("wc -l", input).output().strip()).isEqualTo("2");
        assertThat(run("cat").output()).isEmpty();
    }

    @Test
    void commandsShareAConnectionAndDoNotMix() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<String>> answers = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(
                            () -> run("echo " + i + " $SSH_CONNECTION").output()))
                    .toList();
            List<String> connections = new java.util.ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                String[] words = answers.get(i).get().strip().split(" ", 2);
                assertThat(words[0]).isEqualTo(Integer.toString(i));
                connections.add(words[1]);
            }
            assertThat(connections.stream().distinct()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatDoesNotEndInTimeOrWritesTooMuchIsGivenUpAndTheNextCommandRuns() {
        assertThatThrownBy(() -> vm.ssh().within(Duration.ofSeconds(1)).run("sleep 60"))
                .isInstanceOf(SshException.class)
                .hasMessageContaining(vm.id().toString())
                .hasMessageContaining("sleep 60")
                .hasMessageContaining("did not end in time");
        assertThatThrownBy(() -> run("cat /dev/zero"))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("more than " + Ssh.MOST_OUTPUT);
        assertThatThrownBy(() -> run("cat /dev/zero >&2"))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("more than " + Ssh.MOST_OUTPUT);

        assertThat(run("head -c " + Ssh.MOST_OUTPUT + " /dev/zero").output()).hasSize(Ssh.MOST_OUTPUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3_000_001})
    void fileIsTheSameBehindTheWayInAndOut(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Path local = Files.write(directory.resolve("local"), bytes);
        Path back = directory.resolve("back");
        String hostile = "it's; $(touch caught) \"*\"\n-é";

        vm.ssh().upload(local, hostile);
        vm.ssh().download(hostile, back);

        assertThat(back).hasBinaryContent(bytes);
        assertThat(run("ls -1 caught").succeeded()).isFalse();
        assertThat(files()).containsExactlyInAnyOrder(local, back);
    }

    @Test
    void fileThatCannotBeReadOrWrittenChangesNothingHere() throws IOException {
        Path local = Files.writeString(directory.resolve("local"), "as it was");

        assertThatThrownBy(() -> vm.ssh().download("/no/such/file", local))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("/no/such/file");
        assertThatThrownBy(() -> vm.ssh().download("/etc", local)).isInstanceOf(SshException.class);
        assertThatThrownBy(() -> vm.ssh().upload(local, "/no/such/file"))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("/no/such/file");
        assertThatThrownBy(() -> vm.ssh().upload(local, "/dev/full")).isInstanceOf(SshException.class);
        assertThatThrownBy(() -> vm.ssh().within(Duration.ofSeconds(1)).download("/dev/zero", local))
                .isInstanceOf(SshException.class);

        assertThat(local).hasContent("as it was");
        assertThat(files()).containsExactly(local);
    }

    @Test
    @Tag("guest")
    void connectionIsOpenedAgainWhenTheGuestHasRestarted() {
        run("touch /run/before");
        try {
            vm.compute().reset(vm.id()).await(LIMIT);

            // This guest makes a new host key at each boot.
            assertThatThrownBy(() -> vm.ssh().within(LIMIT).run("true"))
                    .isInstanceOf(SshException.class)
                    .hasMessageContaining("another host key");
            vm.ssh().close();
            assertThat(vm.ssh().within(LIMIT).run("ls /run/before").succeeded()).isFalse();

            vm.compute().forceStop(vm.id()).await(LIMIT);
            vm.ssh().close();
            assertThatThrownBy(() -> run("true"))
                    .isInstanceOf(SshException.class)
                    .hasMessageContaining("STOPPED");
        } finally {
            // For the other tests: without a boot, and with the host key of the first one.
            vm.reset();
            vm.ssh().close();
        }
    }

    @Test
    @Tag("guest")
    void machineThatIsResetLetsInAgainAndIsWhatItWas() {
        run("touch /run/behind-the-checkpoint");

        vm.reset();

        assertThat(run("ls /run/behind-the-checkpoint").succeeded()).isFalse();
        assertThat(run("whoami").output()).isEqualTo(USER + "\n");
    }

    @Test
    @Tag("guest")
    void machineWithoutALogInIsGivenUpAndTheFailureTells() {
        ThrowawaySpec spec = linux().userData("#!/bin/sh\nrm -rf /home/throwaway/.ssh\n")
                .waitFor(WaitCondition.ssh(), Duration.ofSeconds(15))
                .build();

        assertThatThrownBy(() -> ThrowawayVms.start(spec))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("no log-in as throwaway")
                .hasMessageContaining("READY")
                .hasCauseInstanceOf(SshException.class);
    }

    @Test
    void machineWithoutSshHasNoWay() {
        ThrowawaySpec spec = ThrowawaySpec.disk(Guests.bootSector())
                .memoryMib(16)
                .withoutSsh()
                .build();
        try (ThrowawayVm other = ThrowawayVms.start(spec)) {
            assertThatThrownBy(other::ssh)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without SSH");
        }
    }
}
