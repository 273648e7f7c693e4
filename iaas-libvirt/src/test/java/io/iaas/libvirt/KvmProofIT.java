package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.host.HostId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The proof's guest, run by the translator: whether it ends has nothing to do with what runs it. */
class KvmProofIT {
    private final Settings settings = new Settings(
            ConnectionUri.parse(TestHost.uri(), false),
            new HostId("local"),
            AcceleratorSetting.TCG,
            "iaas-lv-proof",
            "/var/lib/libvirt/images/iaas-lv-proof",
            "iaas-lv-proof",
            true,
            FenceSetting.REQUIRED,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            3,
            false,
            Path.of("/nowhere"));
    private final Lanes lanes = Lanes.of(settings);
    private final Pool pool = new Pool(settings.pool(), settings.poolDirectory());
    private final LibvirtVolumes volumes = new LibvirtVolumes(
            lanes, pool, Declared.of(settings.hostId(), ConnectionUri.Driver.QEMU_SYSTEM, settings.fence()));

    @AfterEach
    void leaveNothing() {
        assertThat(volumes.list()).isEmpty();
        new Release(lanes, pool, new HostNetwork(settings), new Fence(settings)).run();
        lanes.close();
    }

    @Test
    void guestThatPowersItselfOffProves() {
        Verdict verdict = new KvmProof(lanes, pool, volumes, Virtualization.TCG, KvmProof.LIMIT).prove();

        assertThat(verdict.reason()).isEqualTo("a guest ran and ended");
    }

    @Test
    void guestThatHangsProvesNothingAndIsRemoved() {
        byte[] endless = new byte[512];
        endless[0] = (byte) 0xeb;
        endless[1] = (byte) 0xfe;
        endless[510] = 0x55;
        endless[511] = (byte) 0xaa;

        Verdict verdict = new KvmProof(lanes, pool, volumes, Virtualization.TCG, Duration.ofSeconds(1)).prove(endless);

        assertThat(verdict.reason()).contains("did not come to life within 1 s");
        try (Beside beside = new Beside(TestHost.uri(), settings.pool());
                Session session = beside.session()) {
            new DomainStates(session)
                    .forEach((domain, state) ->
                            assertThat(session.api().virDomainGetName(domain)).doesNotStartWith("iaas-kvm-proof"));
        }
    }
}
