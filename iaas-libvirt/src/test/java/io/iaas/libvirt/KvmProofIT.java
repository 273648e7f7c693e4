package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.host.HostId;
import io.iaas.spi.hypervisor.DomainState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The proof's guest, run by the translator: whether it ends has nothing to do with what runs it. No other class here proves
 * anything: these look at whatever proof there is on the host.
 */
class KvmProofIT {
    private static final String NAME = "iaas-lv-proof";

    private final Settings settings = new Settings(
            ConnectionUri.parse(TestHost.uri(), false),
            new HostId("local"),
            AcceleratorSetting.TCG,
            NAME,
            "/var/lib/libvirt/images/" + NAME,
            NAME,
            true,
            FenceSetting.REQUIRED,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            3,
            false,
            false,
            false,
            Path.of("/nowhere"));
    private final Lanes lanes = Lanes.of(settings);
    private final Pool pool = new Pool(settings.pool(), settings.poolDirectory());
    private final LibvirtVolumes volumes =
            new LibvirtVolumes(lanes, pool, Declared.of(settings.hostId(), settings.uri(), settings.fence(), false));

    @AfterEach
    void leaveNothing() {
        assertThat(volumes.list()).isEmpty();
        new Release(lanes, pool, new HostNetwork(settings), new Fence(settings)).run();
        lanes.close();
    }

    @Test
    void guestThatPowersItselfOffProves() {
        Verdict verdict = proof(KvmProof.LIMIT).prove();

        assertThat(verdict.reason()).isEqualTo("a guest ran and ended");
    }

    @Test
    void guestThatHangsProvesNothingAndIsRemoved() {
        Verdict verdict = proof(Duration.ofSeconds(1)).prove(endless());

        assertThat(verdict.reason()).contains("did not come to life within 1 s");
        try (Beside beside = beside();
                Session session = beside.session()) {
            new DomainStates(session)
                    .forEach((domain, state) ->
                            assertThat(session.api().virDomainGetName(domain)).doesNotStartWith("iaas-kvm-proof"));
        }
    }

    @Test
    void guestThatIsHaltedOnItsWayProvesNothing() {
        Duration beyondTheTest = Duration.ofSeconds(60);
        try (Beside beside = beside()) {
            CompletableFuture<Verdict> verdict =
                    CompletableFuture.supplyAsync(() -> proof(beyondTheTest).prove(endless()));

            await().until(() -> halt(beside));

            assertThat(verdict)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .extracting(Verdict::reason)
                    .asString()
                    .contains("gave a guest up");
        }
    }

    @Test
    @Tag("guest")
    void automaticAcceleratorIsProvenOnceAndRemembered(@TempDir Path state) {
        LibvirtHypervisorBuilder automatic = TestHost.qemu()
                .pool(NAME)
                .network(NAME)
                .accelerator(AcceleratorSetting.AUTO)
                .stateDirectory(state);
        try (LibvirtHypervisor first = automatic.build();
                LibvirtHypervisor second = automatic.build()) {
            var proven = first.describe().accelerator();
            long start = System.nanoTime();

            assertThat(second.describe().accelerator()).isEqualTo(proven);

            assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
            assertThat(first.domains().inventory())
                    .noneMatch(domain -> domain.name().startsWith("iaas-kvm-proof"));
            assertThat(first.volumes().list()).noneMatch(volume -> volume.name().startsWith("iaas-kvm-proof"));
        }
    }

    private KvmProof proof(Duration limit) {
        return new KvmProof(lanes, pool, volumes, Virtualization.TCG, limit);
    }

    private Beside beside() {
        return new Beside(TestHost.uri());
    }

    /** Halts the proof's guest; false while there is none. */
    private static boolean halt(Beside beside) {
        AtomicBoolean halted = new AtomicBoolean();
        try (Session session = beside.session()) {
            new DomainStates(session).forEach((domain, state) -> {
                if (state.state() == DomainState.RUNNING
                        && session.api().virDomainGetName(domain).startsWith("iaas-kvm-proof")) {
                    session.api().virDomainSuspend(domain);
                    halted.set(true);
                }
            });
        }
        return halted.get();
    }

    private static byte[] endless() {
        byte[] endless = new byte[512];
        endless[0] = (byte) 0xeb;
        endless[1] = (byte) 0xfe;
        endless[510] = 0x55;
        endless[511] = (byte) 0xaa;
        return endless;
    }
}
