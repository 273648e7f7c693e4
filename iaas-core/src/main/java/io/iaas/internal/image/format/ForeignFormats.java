package io.iaas.internal.image.format;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises files that are no raw disk: every format that QEMU probes for, since some of them name other files of the
 * host, and packed files that a user gives by mistake. An ISO 9660 image is a raw disk: hybrid ones boot as such.
 */
final class ForeignFormats {

    private record Mark(String format, long offset, String bytes) {}

    private static final int TRAILER_BYTES = 512;
    private static final int PROBED_BYTES = 512;

    private static final List<Mark> DISKS = List.of(
            new Mark("VMDK", 0, "KDMV"),
            new Mark("VMDK", 0, "COWD"),
            new Mark("VMDK", 0, "# Disk DescriptorFile"),
            new Mark("VDI", 0x40, "\u007f\u0010\u00da\u00be"),
            new Mark("VHD", 0, "conectix"),
            new Mark("VHDX", 0, "vhdxfile"),
            new Mark("QED", 0, "QED\0"),
            new Mark("Parallels", 0, "WithoutFreeSpace"),
            new Mark("Parallels", 0, "WithouFreSpacExt"),
            new Mark("Bochs", 0, "Bochs Virtual HD Image"),
            new Mark("cloop", 0, "#!/bin/sh\n#V2.0 Format\nmodprobe cloop"),
            new Mark("LUKS", 0, "LUKS\u00ba\u00be"));

    private static final List<Mark> TRAILERS = List.of(new Mark("VHD", 0, "conectix"), new Mark("DMG", 0, "koly"));

    private static final List<Mark> PACKED = List.of(
            new Mark("gzip", 0, "\u001f\u008b\b"),
            new Mark("xz", 0, "\u00fd7zXZ\0"),
            new Mark("zstd", 0, "(\u00b5/\u00fd"),
            new Mark("bzip2", 0, "BZh"),
            new Mark("zip", 0, "PK\u0003\u0004"),
            new Mark("7-Zip", 0, "7z\u00bc\u00af'\u001c"),
            new Mark("tar", 257, "ustar"));

    // QEMU takes for a VMDK descriptor: comments and blank lines, then the version.
    private static final Pattern VMDK_DESCRIPTOR = Pattern.compile("(?:(?:#[^\n]*| *\r?)\n)*+version=");

    private ForeignFormats() {}

    static void check(ImageBytes bytes) throws IOException, ImageRejection {
        for (Mark mark : DISKS) {
            refuseDisk(bytes, mark, mark.offset());
        }
        for (Mark mark : TRAILERS) {
            refuseDisk(bytes, mark, bytes.size() - TRAILER_BYTES);
        }
        String beginning = bytes.text(0, PROBED_BYTES).toLowerCase(Locale.ROOT);
        if (VMDK_DESCRIPTOR.matcher(beginning).lookingAt()) {
            throw foreign("VMDK");
        }
        for (Mark mark : PACKED) {
            if (isAt(bytes, mark, mark.offset())) {
                throw new ImageRejection(
                        ImageRejection.Reason.PACKED, "The image is packed as " + mark.format() + ": unpack it first");
            }
        }
    }

    private static void refuseDisk(ImageBytes bytes, Mark mark, long offset) throws IOException, ImageRejection {
        if (isAt(bytes, mark, offset)) {
            throw mark.format().equals("LUKS")
                    ? new ImageRejection(ImageRejection.Reason.ENCRYPTED, "The image is encrypted with LUKS")
                    : foreign(mark.format());
        }
    }

    private static boolean isAt(ImageBytes bytes, Mark mark, long offset) throws IOException, ImageRejection {
        return bytes.text(offset, mark.bytes().length()).equals(mark.bytes());
    }

    private static ImageRejection foreign(String format) {
        return new ImageRejection(
                ImageRejection.Reason.FOREIGN_FORMAT,
                "The image's content is " + format + "; only qcow2 and raw are accepted: convert it with qemu-img");
    }
}
