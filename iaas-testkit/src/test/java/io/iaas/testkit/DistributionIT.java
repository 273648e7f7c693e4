package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.CommandResult;
import io.iaas.compute.WaitCondition;
import io.iaas.identity.KeyPair;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole distribution: the real cloud-init, the agent, and an OpenSSH that introduces itself before it knows the key. One
 * machine for all, since its boot takes long.
 */
@Tag("guest")
@TestInstance(Lifecycle.PER_CLASS)
class DistributionIT {
    /** Cloud-init itself takes some 20 s below an emulated processor, and a multiple of that on a busy machine. */
    private static final Duration FIRST_BOOT = Duration.ofMinutes(3);

    private static final KeyPair KEY = KeyPair.parse(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl alice@example");

    private static final String USER_DATA = """
            #cloud-config
            write_files:
              - path: /etc/iaas-proof
                content: "größe: 1"
            runcmd:
              - echo seed-$(echo obeyed) >>/etc/iaas-proof
            """;

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private ThrowawayVm vm;

    @BeforeAll
    void start() {
        Guests.useTranslator();
        vm = ThrowawayVms.start(ThrowawaySpec.disk(Guests.file("c/disk.qcow2"))
                .memoryMib(512)
                .sshKey(KEY)
                .userData(USER_DATA)
                .resettable()
                .waitFor(WaitCondition.ssh().and(WaitCondition.cloudInit()).and(WaitCondition.agent()), FIRST_BOOT)
                .build());
    }

    @AfterAll
    void end() {
        vm.close();
    }

    @Test
    void userThatCloudInitHasMadeLogsInAndMayDoEverything() {
        assertThat(vm.ssh().run("id -un; sudo -n id -u; echo no >&2; exit 3"))
                .isEqualTo(new CommandResult(3, "throwaway\n0\n", "no\n"));
        assertThat(vm.ssh().run("kill -9 $$").exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void hostNameKeysAndUserDataAreObeyed() {
        assertThat(vm.ssh().run("hostname; cat /etc/iaas-proof").output())
                .isEqualTo(vm.vm().name() + "\ngröße: 1seed-obeyed\n");
        assertThat(vm.ssh().run("cat ~/.ssh/authorized_keys").output().lines())
                .contains(KEY.line())
                .hasSize(2);
        assertThat(vm.ssh()
                        .run("sudo grep -E 'WARNING|ERROR|Traceback' /var/log/cloud-init.log")
                        .output())
                .isEmpty();
    }

    @Test
    void endOfCloudInitWasWaitedFor() {
        assertThat(vm.agent().run("cat", "/run/cloud-init/result.json").output())
                .contains("datasource");
    }

    @Test
    void machineThatIsResetIsWhatItWas() {
        vm.agent().run("touch", "/run/behind-the-checkpoint", "/var/behind-the-checkpoint");

        vm.reset();

        assertThat(vm.agent()
                        .run("sh", "-c", "ls /run/behind-the-checkpoint /var/behind-the-checkpoint")
                        .succeeded())
                .isFalse();
        assertThat(vm.ssh().run("id -un").output()).isEqualTo("throwaway\n");
    }

    @Test
    void commandsRunAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<String>> answers = IntStream.range(0, 20)
                    .mapToObj(
                            i -> threads.submit(() -> vm.ssh().run("echo " + i).output()))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i + "\n");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void fileIsTheSameBehindTheWayInAndOut() throws IOException {
        byte[] bytes = new byte[1_000_001];
        new Random(1).nextBytes(bytes);
        Path local = Files.write(directory.resolve("local"), bytes);

        vm.ssh().upload(local, "it's \"there\"");
        vm.ssh().download("it's \"there\"", directory.resolve("back"));

        assertThat(directory.resolve("back")).hasBinaryContent(bytes);
    }
}
