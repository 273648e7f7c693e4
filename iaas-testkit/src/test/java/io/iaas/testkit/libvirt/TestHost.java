package io.iaas.testkit.libvirt;

import io.iaas.libvirt.AcceleratorSetting;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.libvirt.LibvirtHypervisorBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The libvirt and the guests that tests run on. Nothing is skipped where they are missing: the tests fail. */
final class TestHost {
    /** Test classes run at once, each in one of the forks. */
    static final String POOL = "iaas-tk-test-" + Integer.getInteger("iaas.test.fork", 1);

    static final String NETWORK = POOL;

    private TestHost() {}

    static String uri() {
        return System.getProperty("iaas.libvirt.uri", "qemu:///system");
    }

    static LibvirtHypervisorBuilder qemu() {
        return LibvirtHypervisor.builder(uri()).pool(POOL).network(NETWORK).accelerator(AcceleratorSetting.TCG);
    }

    /** Removes what the driver has made for itself. */
    static void release() {
        try (LibvirtHypervisor hypervisor = qemu().build()) {
            hypervisor.release();
        }
    }

    /** Returns the disk of the guest that is one boot sector, sector for sector. */
    static byte[] bootSectorDisk() {
        return rawDisk("d/disk.qcow2");
    }

    /** Returns the disk of a guest, sector for sector. */
    static byte[] rawDisk(String file) {
        Path disk = Path.of(System.getProperty("iaas.guests", "the system property iaas.guests names no directory"))
                .resolve(file);
        try {
            Path raw = Files.createTempFile("iaas-guest", ".raw");
            try {
                Process convert = new ProcessBuilder(
                                "qemu-img", "convert", "-O", "raw", disk.toString(), raw.toString())
                        .inheritIO()
                        .start();
                if (convert.waitFor() != 0) {
                    throw new IllegalStateException("qemu-img cannot convert " + disk);
                }
                return Files.readAllBytes(raw);
            } finally {
                Files.delete(raw);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
