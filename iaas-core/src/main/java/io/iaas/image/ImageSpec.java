package io.iaas.image;

import io.iaas.error.InvalidInputException;
import io.iaas.name.ResourceName;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image to import. Build one with {@link #disk(String, Path)}, {@link #disk(String, InputStream)},
 * {@link #disk(String, URI)} or {@link #directBoot(String, Path, Path)} and refine it with the {@code with} methods.
 *
 * @param name the name to give, unique in the project
 * @param content the bytes and what they are
 * @param firmware what starts a disk's boot loader; BIOS unless told otherwise
 */
public record ImageSpec(String name, Content content, Firmware firmware) {

    /** Checks the name. */
    public ImageSpec {
        ResourceName.check("image", name);
    }

    /** What an image is made of. */
    public sealed interface Content {}

    /**
     * A disk.
     *
     * @param source its bytes
     * @param format the format that the caller says it has; compared with the content
     * @param sha256 the SHA-256 that the caller expects, in hexadecimal; compared with the bytes
     */
    public record Disk(ImageSource source, Optional<DiskFormat> format, Optional<String> sha256) implements Content {
        private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

        /** Checks the form of the checksum. */
        public Disk {
            sha256 = sha256.map(s -> s.toLowerCase(Locale.ROOT));
            if (sha256.filter(s -> !HEX.matcher(s).matches()).isPresent()) {
                throw new InvalidInputException("a SHA-256 has 64 hexadecimal digits");
            }
        }
    }

    /**
     * A Linux kernel that the host starts directly.
     *
     * @param kernel the kernel: a bzImage, or an ELF file with a PVH entry
     * @param initrd its initial RAM disk
     * @param commandLine its command line, printable ASCII, up to 2,047 characters
     */
    public record DirectBoot(Path kernel, Path initrd, String commandLine) implements Content {
        private static final int MAX_COMMAND_LINE = 2047;

        /** Checks the command line and makes the paths absolute. */
        public DirectBoot {
            kernel = kernel.toAbsolutePath().normalize();
            initrd = initrd.toAbsolutePath().normalize();
            if (commandLine.length() > MAX_COMMAND_LINE || commandLine.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
                throw new InvalidInputException(
                        "a kernel command line is printable ASCII of at most " + MAX_COMMAND_LINE + " characters");
            }
        }
    }

    /** Returns the spec of a disk image in a file. */
    public static ImageSpec disk(String name, Path file) {
        return new ImageSpec(
                name, new Disk(new ImageSource.OfFile(file), Optional.empty(), Optional.empty()), Firmware.BIOS);
    }

    /** Returns the spec of a disk image that a stream gives. */
    public static ImageSpec disk(String name, InputStream stream) {
        return new ImageSpec(
                name, new Disk(new ImageSource.OfStream(stream), Optional.empty(), Optional.empty()), Firmware.BIOS);
    }

    /**
     * Returns the spec of a disk image that a server gives; see {@link ImageSource.OfUrl} and {@link DownloadPolicy} for
     * what may be asked for.
     *
     * @throws InvalidInputException when the URL is none that may be asked for
     */
    public static ImageSpec disk(String name, URI url) {
        return new ImageSpec(
                name, new Disk(new ImageSource.OfUrl(url), Optional.empty(), Optional.empty()), Firmware.BIOS);
    }

    /** Returns the spec of a kernel with its initial RAM disk, and a console on the serial port. */
    public static ImageSpec directBoot(String name, Path kernel, Path initrd) {
        return new ImageSpec(name, new DirectBoot(kernel, initrd, "console=ttyS0"), Firmware.BIOS);
    }

    /** Returns the same spec with a declared format. Only a disk has one. */
    public ImageSpec withFormat(DiskFormat format) {
        Disk disk = disk("a format");
        return new ImageSpec(name, new Disk(disk.source, Optional.of(format), disk.sha256), firmware);
    }

    /** Returns the same spec with an expected SHA-256. Only a disk has one. */
    public ImageSpec withSha256(String sha256) {
        Disk disk = disk("a SHA-256");
        return new ImageSpec(name, new Disk(disk.source, disk.format, Optional.of(sha256)), firmware);
    }

    /** Returns the same spec with a firmware. Only a disk has one. */
    public ImageSpec withFirmware(Firmware wanted) {
        return new ImageSpec(name, disk("a firmware"), wanted);
    }

    /** Returns the same spec with a kernel command line. Only a direct-boot image has one. */
    public ImageSpec withCommandLine(String commandLine) {
        if (content instanceof DirectBoot boot) {
            return new ImageSpec(name, new DirectBoot(boot.kernel, boot.initrd, commandLine), firmware);
        }
        throw new InvalidInputException("only a direct-boot image has a command line");
    }

    private Disk disk(String what) {
        if (content instanceof Disk disk) {
            return disk;
        }
        throw new InvalidInputException("only a disk image has " + what);
    }
}
