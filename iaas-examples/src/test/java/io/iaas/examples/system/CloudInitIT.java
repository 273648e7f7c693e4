package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static io.iaas.examples.system.RealCloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Vm;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.identity.KeyPair;
import io.iaas.image.Image;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seed as the real cloud-init of a distribution obeys it at a machine's first boot. */
@Tag("guest")
class CloudInitIT {
    private static final KeyPair KEY = KeyPair.parse(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl alice@example");

    /** Cloud-init itself takes some 20 s below an emulated processor, and a multiple of that on a busy machine. */
    private static final Duration FIRST_BOOT = Duration.ofMinutes(3);

    /** Every word of the marker is computed in the guest, so that no echo of the seed can pass for it. */
    private static final String USER_DATA = """
            #cloud-config
            write_files:
              - path: /etc/iaas-proof
                content: "größe: 1"
            runcmd:
              - |
                {
                  echo "host=$(hostname)"
                  echo "user=$(id -un alice)"
                  echo "keys=$(grep -cxF '%s' /home/alice/.ssh/authorized_keys)"
                  echo "sudo=$(su alice -c 'sudo -n id -u')"
                  echo "file=$(cat /etc/iaas-proof)"
                  echo "problems=$(grep -cE 'WARNING|ERROR|Traceback' /var/log/cloud-init.log)"
                  echo "seed-$(echo obeyed)"
                } >/dev/ttyS0
            """.formatted(KEY.line());

    @TempDir
    Path directory;

    @Test
    void hostNameUserKeyAndUserDataAreObeyedByTheRealCloudInit() {
        try (RealCloud cloud = RealCloud.open(directory, "cloudinit")) {
            Image image = cloud.distribution();
            Vm vm = cloud.iaas
                    .compute()
                    .create(aVm("db", image)
                            .hostname("db-1")
                            .user("alice")
                            .sshKey(KEY)
                            .userData(USER_DATA)
                            .waitFor(Wait.until(WaitCondition.console("^seed-obeyed"), FIRST_BOOT))
                            .build())
                    .await(FIRST_BOOT.plus(PATIENCE));

            assertThat(cloud.iaas.compute().consoleLog(vm.id(), 65_536).lines())
                    .containsSubsequence(
                            "host=db-1",
                            "user=alice",
                            "keys=1",
                            "sudo=0",
                            "file=größe: 1",
                            "problems=0",
                            "seed-obeyed");

            cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
            cloud.iaas.images().delete(image.id()).await(PATIENCE);
            assertThat(cloud.inventory())
                    .noneMatch(line ->
                            line.startsWith("volume ") || line.contains(vm.id().toString()));
        }
    }
}
