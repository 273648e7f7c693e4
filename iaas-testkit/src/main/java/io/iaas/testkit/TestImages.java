package io.iaas.testkit;

import io.iaas.image.Firmware;
import io.iaas.image.ImageSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Images for tests: small ones that are built from packages of this machine's distribution, and any qcow2 or raw file that
 * a server has. Each is made once and kept in a cache, which all processes of the user share: {@code IAAS_CACHE}, or
 * {@code iaas} in the user's cache directory. Nothing is ever removed from it. Two who want the same at once, in one process
 * or in two, have it made once.
 *
 * <p>Building needs Linux on x86_64 with the tools of Debian or Ubuntu. Where one is missing, {@link TestImageException}
 * names the packages to install: nothing is installed by itself, and no password asked for. Give an image to
 * {@link ThrowawaySpec#image(ImageSpec)}, or name it in {@link Throwaway#image}. Safe for use by many threads.
 */
public final class TestImages {
    private static final String ANY_NAME = "image";

    private static final Map<BuiltInImage, Path> BUILT = new ConcurrentHashMap<>();

    private TestImages() {}

    /**
     * Returns a small Linux whose kernel the host starts directly: DHCP, an SSH server, the keys and the user of
     * cloud-init, a guest agent, a shell on the serial console. It needs 96 MiB of memory. Builds in seconds.
     *
     * @throws TestImageException when it cannot be built
     */
    public static ImageSpec tiny() {
        return builtIn(BuiltInImage.TINY);
    }

    /**
     * Returns the same Linux on a disk that boots by BIOS.
     *
     * @throws TestImageException when it cannot be built
     */
    public static ImageSpec tinyDisk() {
        return builtIn(BuiltInImage.TINY_DISK);
    }

    /**
     * Returns the same Linux on a disk that boots by UEFI.
     *
     * @throws TestImageException when it cannot be built
     */
    public static ImageSpec tinyUefi() {
        return builtIn(BuiltInImage.TINY_UEFI);
    }

    /**
     * Returns a disk with one boot sector and no operating system: it writes a line to the serial console each second, and
     * powers off when it is asked to. It needs 16 MiB of memory and is up in no time.
     *
     * @throws TestImageException when it cannot be built
     */
    public static ImageSpec bootSector() {
        return builtIn(BuiltInImage.BOOT_SECTOR);
    }

    /**
     * Returns this machine's own distribution with the real cloud-init, guest agent and SSH server. It needs 384 MiB of
     * memory. Its build takes about a minute, and needs root or a sudo that asks for no password.
     *
     * @throws TestImageException when it cannot be built
     */
    public static ImageSpec debian() {
        return builtIn(BuiltInImage.DEBIAN);
    }

    /**
     * Returns a disk image that a server gives: a qcow2 or raw file. It is downloaded where the cache does not have it, and
     * read to its end once a process, so that a file that was changed since is downloaded anew.
     *
     * @param url an http or https URL; redirects are followed, but none from https to http
     * @param sha256 the SHA-256 of the file in hexadecimal, by which the cache keeps it
     * @throws io.iaas.error.InvalidInputException when the URL or the SHA-256 is none
     * @throws TestImageException when it cannot be downloaded, or has another SHA-256
     */
    public static ImageSpec url(URI url, String sha256) {
        return DownloadedImages.OF_THIS_PROCESS.image(url, sha256);
    }

    static ImageSpec builtIn(BuiltInImage image) {
        Path directory = BUILT.compute(image, TestImages::directory);
        return switch (image) {
            case TINY -> tiny(directory);
            case TINY_UEFI -> disk(directory).withFirmware(Firmware.UEFI);
            case TINY_DISK, BOOT_SECTOR, DEBIAN -> disk(directory);
        };
    }

    /** Somebody may have emptied the cache since. */
    private static Path directory(BuiltInImage image, @Nullable Path known) {
        return known != null && Files.isDirectory(known)
                ? known
                : GuestBuild.ofThisProcess().directory(image);
    }

    private static ImageSpec disk(Path directory) {
        return ImageSpec.disk(ANY_NAME, directory.resolve("disk.qcow2"));
    }

    private static ImageSpec tiny(Path directory) {
        try {
            return ImageSpec.directBoot(ANY_NAME, directory.resolve("vmlinuz"), directory.resolve("initrd"))
                    .withCommandLine(
                            Files.readString(directory.resolve("cmdline")).strip());
        } catch (IOException e) {
            throw new TestImageException("the kernel's command line cannot be read", e);
        }
    }
}
