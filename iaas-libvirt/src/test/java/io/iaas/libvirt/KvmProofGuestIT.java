package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guest that proves KVM is what its source says. */
@Tag("guest")
class KvmProofGuestIT {
    @TempDir
    Path directory;

    @Test
    void sectorIsTheAssembledSource() throws Exception {
        Path source = Path.of("src/main/resources/io/iaas/libvirt/kvm-proof.asm");
        Path assembled = directory.resolve("kvm-proof.bin");

        int exit = new ProcessBuilder("nasm", "-f", "bin", "-o", assembled.toString(), source.toString())
                .inheritIO()
                .start()
                .waitFor();

        assertThat(exit).isZero();
        assertThat(KvmProof.bootSector())
                .isEqualTo(Files.readAllBytes(assembled))
                .hasSize(512);
    }
}
