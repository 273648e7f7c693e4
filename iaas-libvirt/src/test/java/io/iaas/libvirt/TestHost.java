package io.iaas.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The libvirt and the guests that tests run on. Nothing is skipped where they are missing: the tests fail. */
final class TestHost {
    static final String POOL = "iaas-lv-test";
    static final String NETWORK = "iaas-lv-test";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestHost() {}

    static String uri() {
        return System.getProperty("iaas.libvirt.uri", "qemu:///system");
    }

    /** Returns a file of a guest, such as {@code "d/disk.qcow2"}. */
    static Path guest(String file) {
        return Path.of(System.getProperty("iaas.guests", "the system property iaas.guests names no directory"))
                .resolve(file);
    }

    /** Returns the content of a guest's disk, sector for sector. */
    static byte[] rawGuest(String file) {
        try {
            Path raw = Files.createTempFile("iaas-guest", ".raw");
            try {
                Process convert = new ProcessBuilder(
                                "qemu-img", "convert", "-O", "raw", guest(file).toString(), raw.toString())
                        .inheritIO()
                        .start();
                if (convert.waitFor() != 0) {
                    throw new IllegalStateException("qemu-img cannot convert " + guest(file));
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

    static LibvirtHypervisorBuilder qemu() {
        return LibvirtHypervisor.builder(uri()).pool(POOL).network(NETWORK).accelerator(AcceleratorSetting.TCG);
    }
}
