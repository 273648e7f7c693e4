package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.CommandResult;
import io.iaas.compute.WaitCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSH into a distribution with the real cloud-init, whose OpenSSH introduces itself before it knows the key. */
@Tag("guest")
class DistributionSshIT {
    /** Cloud-init itself takes some 20 s below an emulated processor, and a multiple of that on a busy machine. */
    private static final Duration FIRST_BOOT = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @BeforeAll
    static void choose() {
        Guests.useTranslator();
    }

    @Test
    void userThatCloudInitHasMadeLogsInAndMayDoEverything() throws Exception {
        try (ThrowawayVm vm = ThrowawayVms.start(ThrowawaySpec.disk(Guests.file("c/disk.qcow2"))
                .memoryMib(384)
                .waitFor(WaitCondition.ssh(), FIRST_BOOT)
                .build())) {
            assertThat(vm.ssh().run("id -un; sudo -n id -u; echo no >&2; exit 3"))
                    .isEqualTo(new CommandResult(3, "throwaway\n0\n", "no\n"));
            assertThat(vm.ssh().run("kill -9 $$").exitCode()).isEqualTo(128 + 9);
            commandsRunAtOnce(vm.ssh());
            fileIsTheSame(vm.ssh());
        }
    }

    private static void commandsRunAtOnce(Ssh ssh) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<String>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> ssh.run("echo " + i).output()))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i + "\n");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void fileIsTheSame(Ssh ssh) throws IOException {
        byte[] bytes = new byte[1_000_001];
        new Random(1).nextBytes(bytes);
        Path local = Files.write(directory.resolve("local"), bytes);

        ssh.upload(local, "it's \"there\"");
        ssh.download("it's \"there\"", directory.resolve("back"));

        assertThat(directory.resolve("back")).hasBinaryContent(bytes);
    }
}
