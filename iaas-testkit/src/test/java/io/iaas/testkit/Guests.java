package io.iaas.testkit;

import io.iaas.image.ImageSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What runs in the machines of tests. Nothing is skipped where it is missing: the tests fail. */
final class Guests {
    private Guests() {}

    static Path file(String name) {
        return Path.of(System.getProperty("iaas.guests", "the system property iaas.guests names no directory"))
                .resolve(name);
    }

    /** Returns the disk of a guest that is one boot sector: it counts its boots, and tells the count. */
    static Path bootSector() {
        return file("d/disk.qcow2");
    }

    /** Returns a small Linux with DHCP and an SSH server. */
    static ImageSpec linux() {
        try {
            return ImageSpec.directBoot("image", file("a/vmlinuz"), file("a/initrd"))
                    .withCommandLine(Files.readString(file("a/cmdline")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has this process' run use the libvirt of the tests, without proving KVM first. Half of the processor's time of a small
     * guest's life goes into the read-back that fast start leaves out; the examples' project starts its machines without it.
     */
    static void useTranslator() {
        System.setProperty("iaas.throwaway.uri", Observer.uri());
        System.setProperty("iaas.throwaway.accelerator", "tcg");
        System.setProperty("iaas.throwaway.fastStart", "true");
    }
}
