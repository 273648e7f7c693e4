package io.iaas.internal.cloudinit;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes an ISO 9660 image with one flat directory, Rock Ridge and Joliet, so that every reader finds the names as given.
 *
 * <p>Sectors: 16 primary descriptor, 17 Joliet descriptor, 18 terminator, 19 to 22 path tables (little and big endian,
 * primary and Joliet), 23 Rock Ridge continuation, then both directories, then the files. All dates are the same fixed
 * one, so equal content gives equal bytes.
 */
final class IsoImage {

    private static final int FIRST_DESCRIPTOR = 16;
    private static final int PRIMARY_PATH_TABLE = 19;
    private static final int JOLIET_PATH_TABLE = 21;
    private static final int CONTINUATION = 23;
    private static final int DIRECTORIES = 24;
    private static final Charset UCS_2 = StandardCharsets.UTF_16BE;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,27}");

    private final Sectors sectors = new Sectors();
    private final IsoDirectory primary;
    private final IsoDirectory joliet;
    private final int size;

    private IsoImage(List<IsoFile> files) {
        int end = files.stream().mapToInt(IsoFile::endSector).max().orElse(FIRST_DESCRIPTOR);
        primary = IsoDirectory.primary(files, CONTINUATION);
        joliet = IsoDirectory.joliet(files);
        size = end;
    }

    /**
     * The image.
     *
     * @param label at most 16 ASCII characters, written as it is
     * @param files content by name: at most 28 lower-case letters, digits, {@code . _ -}
     * @throws IllegalArgumentException for another name, or two names that differ only in {@code . _ -}
     */
    static byte[] of(String label, Map<String, byte[]> files) {
        Map<String, Map.Entry<String, byte[]>> byShortName = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String name = file.getKey();
            if (!NAME.matcher(name).matches() || byShortName.put(shortName(name), file) != null) {
                throw new IllegalArgumentException("No name for a file of a flat ISO 9660 image: " + name);
            }
        }
        int length = IsoDirectory.sectorsFor(files.size());
        int next = DIRECTORIES + 2 * length;
        List<IsoFile> placed = new ArrayList<>();
        for (Map.Entry<String, Map.Entry<String, byte[]>> entry : byShortName.entrySet()) {
            Map.Entry<String, byte[]> named = entry.getValue();
            IsoFile file = new IsoFile(entry.getKey(), named.getKey(), named.getValue(), next);
            placed.add(file);
            next = file.endSector();
        }
        return new IsoImage(placed).write(label, placed, DIRECTORIES, DIRECTORIES + length, length);
    }

    private static String shortName(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + ".;1";
    }

    private byte[] write(String label, List<IsoFile> files, int primarySector, int jolietSector, int length) {
        IsoExtent primaryRoot = new IsoExtent(primarySector, length * Sectors.SIZE);
        IsoExtent jolietRoot = new IsoExtent(jolietSector, length * Sectors.SIZE);
        sectors.seek(FIRST_DESCRIPTOR);
        descriptor(1, label, primaryRoot, PRIMARY_PATH_TABLE);
        sectors.seek(FIRST_DESCRIPTOR + 1);
        descriptor(2, label, jolietRoot, JOLIET_PATH_TABLE);
        sectors.seek(FIRST_DESCRIPTOR + 2);
        sectors.u8(255).ascii("CD001").u8(1);
        pathTables(PRIMARY_PATH_TABLE, primaryRoot);
        pathTables(JOLIET_PATH_TABLE, jolietRoot);
        sectors.seek(CONTINUATION);
        RockRidge.extensionReference(sectors);
        primary.write(sectors, primaryRoot);
        joliet.write(sectors, jolietRoot);
        for (IsoFile file : files) {
            file.write(sectors);
        }
        return sectors.padTo(size);
    }

    /** ECMA-119 8.4 and 8.5; type 2 with the escape sequence of UCS-2 level 3 is Joliet. */
    private void descriptor(int type, String label, IsoExtent root, int pathTable) {
        boolean ucs2 = type == 2;
        sectors.u8(type).ascii("CD001").u8(1).u8(0);
        text("", 32, ucs2);
        text(label, 32, ucs2);
        sectors.zeros(8).both32(size);
        sectors.ascii(ucs2 ? "%/E" : "\0\0\0").zeros(29);
        sectors.both16(1).both16(1).both16(Sectors.SIZE).both32(IsoDirectory.PATH_TABLE_BYTES);
        sectors.le32(pathTable).le32(0).be32(pathTable + 1).be32(0);
        IsoDirectory.self(sectors, root);
        for (int length : new int[] {128, 128, 128, 128}) {
            text("", length, ucs2);
        }
        for (int length : new int[] {37, 37, 37}) {
            text("", length, ucs2);
        }
        for (int date = 0; date < 2; date++) {
            sectors.ascii("2000010100000000").u8(0);
        }
        for (int date = 0; date < 2; date++) {
            sectors.ascii("0000000000000000").u8(0);
        }
        sectors.u8(1).u8(0);
    }

    private void text(String text, int length, boolean ucs2) {
        if (ucs2) {
            sectors.bytes((text + " ".repeat(length / 2 - text.length())).getBytes(UCS_2))
                    .zeros(length % 2);
        } else {
            sectors.ascii(text + " ".repeat(length - text.length()));
        }
    }

    private void pathTables(int sector, IsoExtent root) {
        sectors.seek(sector);
        sectors.u8(1).u8(0).le32(root.sector()).le16(1).u8(0).u8(0);
        sectors.seek(sector + 1);
        sectors.u8(1).u8(0).be32(root.sector()).be16(1).u8(0).u8(0);
    }
}
