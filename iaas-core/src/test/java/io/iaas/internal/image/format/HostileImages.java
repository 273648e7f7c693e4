package io.iaas.internal.image.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files that somebody may give for an image to read, fill or confuse a host, by what is wrong with each. */
public final class HostileImages {
    private static final int SECTORS = 1 << 16;
    private static final int EXTENSIONS = 112;

    private HostileImages() {}

    /** Returns them all. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        qcow2Headers(all);
        qcow2Tables(all);
        otherFormats(all);
        all.put("nothing", new byte[0]);
        all.put("half a sector", new byte[700]);
        return all;
    }

    private static void qcow2Headers(Map<String, byte[]> all) {
        all.put("backing file", named(new Qcow2Builder().set64(8, 600).set32(16, 11), "/etc/shadow"));
        all.put(
                "backing file by protocol",
                named(new Qcow2Builder().set64(8, 600).set32(16, 17), "nbd://10.0.0.1/x"));
        all.put("backing file without a name", new Qcow2Builder().set64(8, 600).bytes());
        all.put("data file bit", new Qcow2Builder().set32(76, 4).bytes());
        all.put(
                "data file bit and name",
                new Qcow2Builder().set32(76, 4).set32(EXTENSIONS, 0x44415441).bytes());
        all.put(
                "data file's name alone",
                new Qcow2Builder().set32(EXTENSIONS, 0x44415441).bytes());
        all.put(
                "backing format alone",
                new Qcow2Builder().set32(EXTENSIONS, 0xe2792aca).bytes());
        all.put(
                "unknown incompatible bit",
                new Qcow2Builder().set64(72, 1L << 40).bytes());
        all.put("version of the future", new Qcow2Builder().set32(4, 4).bytes());
        all.put("encryption", new Qcow2Builder().set32(32, 2).bytes());
        all.put(
                "snapshot",
                new Qcow2Builder().set32(60, 1).set64(64, Qcow2Builder.DATA).bytes());
        all.put("bitmaps", new Qcow2Builder().set32(EXTENSIONS, 0x23852875).bytes());
        all.put("bomb of 60 TiB", new Qcow2Builder().set64(24, 60L << 40).bytes());
        all.put(
                "virtual size of 2^63",
                new Qcow2Builder().set64(24, Long.MIN_VALUE).bytes());
        all.put(
                "extension longer than the file",
                new Qcow2Builder().set32(EXTENSIONS, 7).set32(116, -16).bytes());
        all.put("wide reference counts", new Qcow2Builder().set32(96, 64).bytes());
    }

    private static void qcow2Tables(Map<String, byte[]> all) {
        all.put(
                "huge first-level table",
                new Qcow2Builder().set32(36, 0x7fffffff).bytes());
        all.put(
                "first-level table on the header",
                new Qcow2Builder().set64(40, 0).bytes());
        all.put("endless refcount table", new Qcow2Builder().set32(56, -1).bytes());
        all.put(
                "refcount block at the end",
                new Qcow2Builder().set64(Qcow2Builder.REFCOUNT_TABLE, 1L << 40).bytes());
        all.put(
                "table in itself",
                new Qcow2Builder().set64(Qcow2Builder.L1, Qcow2Builder.L1).bytes());
        all.put(
                "data on the refcounts",
                new Qcow2Builder()
                        .set64(Qcow2Builder.L2, Qcow2Builder.REFCOUNT_TABLE)
                        .bytes());
        all.put(
                "data beyond the end",
                new Qcow2Builder().set64(Qcow2Builder.L2, 1L << 50).bytes());
        all.put(
                "compressed data beyond the end",
                new Qcow2Builder().set64(Qcow2Builder.L2, 3L << 61).bytes());
        Qcow2Builder loop = new Qcow2Builder().set32(36, 8192);
        for (int entry = 0; entry < 8192; entry++) {
            loop.set64(Qcow2Builder.L1 + 8 * entry, Qcow2Builder.L2);
        }
        all.put("one table shared 8,192 times", loop.bytes());
        byte[] whole = new Qcow2Builder().bytes();
        all.put("cut in its data", Arrays.copyOf(whole, whole.length - 1));
        all.put("cut in its header", Arrays.copyOf(whole, 50));
    }

    private static void otherFormats(Map<String, byte[]> all) {
        all.put("VMDK descriptor", raw(0, "# Disk DescriptorFile\nversion=1\nRW 63 FLAT \"/etc/shadow\" 0\n"));
        all.put("VMDK descriptor behind comments", raw(0, "#\n\n#\nversion=1\nRW 63 FLAT \"/etc/shadow\" 0\n"));
        all.put("VMDK extent", raw(0, "KDMV\u0001"));
        all.put("VDI", raw(0x40, "\u007f\u0010\u00da\u00be"));
        all.put("VHDX", raw(0, "vhdxfile"));
        all.put("VHD", raw(SECTORS - 512, "conectix"));
        all.put("QED with a backing file", raw(0, "QED\0"));
        all.put("qcow of version 1", raw(0, "QFI\u00fb\0\0\0\u0001"));
        all.put("LUKS", raw(0, "LUKS\u00ba\u00be\0\u0001"));
        all.put("Parallels", raw(0, "WithoutFreeSpace"));
        all.put("DMG", raw(SECTORS - 512, "koly"));
        all.put("gzip", raw(0, "\u001f\u008b\b"));
        all.put("tar", raw(257, "ustar"));
    }

    private static byte[] named(Qcow2Builder image, String name) {
        byte[] bytes = image.bytes();
        ByteBuffer.wrap(bytes, 600, name.length() + 1).put(name.getBytes(StandardCharsets.US_ASCII));
        return bytes;
    }

    private static byte[] raw(int offset, String mark) {
        byte[] bytes = new byte[SECTORS];
        byte[] planted = mark.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(planted, 0, bytes, offset, planted.length);
        return bytes;
    }
}
