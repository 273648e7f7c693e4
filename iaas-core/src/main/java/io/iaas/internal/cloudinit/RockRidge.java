package io.iaas.internal.cloudinit;

import java.nio.charset.StandardCharsets;

/** System use entries (SUSP 1.10, RRIP 1.10 as 1991A) that give POSIX names, modes and dates. */
final class RockRidge {

    /** 2000-01-01 00:00:00 UTC as ECMA-119 9.1.5 writes it. */
    static final byte[] DATE = {100, 1, 1, 0, 0, 0, 0};

    private static final int MODE_DIRECTORY = 0040555;
    private static final int MODE_FILE = 0100444;
    private static final String ID = "RRIP_1991A";
    private static final String DESCRIPTION =
            "THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS";
    private static final String SOURCE = "PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE.";
    private static final int EXTENSION_REFERENCE_BYTES = 8 + ID.length() + DESCRIPTION.length() + SOURCE.length();

    private RockRidge() {}

    /** Of the root's own record: says that the extension is in use, and where its reference lies. */
    static byte[] self(int continuationSector) {
        Sectors use = new Sectors();
        use.ascii("SP").u8(7).u8(1).u8(0xbe).u8(0xef).u8(0);
        attributes(use, MODE_DIRECTORY, 2);
        use.ascii("CE").u8(28).u8(1).both32(continuationSector).both32(0).both32(EXTENSION_REFERENCE_BYTES);
        return use.toBytes();
    }

    static byte[] parent() {
        Sectors use = new Sectors();
        attributes(use, MODE_DIRECTORY, 2);
        return use.toBytes();
    }

    static byte[] file(String name) {
        Sectors use = new Sectors();
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        use.ascii("NM").u8(5 + text.length).u8(1).u8(0).bytes(text);
        attributes(use, MODE_FILE, 1);
        return use.toBytes();
    }

    static void extensionReference(Sectors sectors) {
        sectors.ascii("ER").u8(EXTENSION_REFERENCE_BYTES).u8(1);
        sectors.u8(ID.length()).u8(DESCRIPTION.length()).u8(SOURCE.length()).u8(1);
        sectors.ascii(ID + DESCRIPTION + SOURCE);
    }

    private static void attributes(Sectors use, int mode, int links) {
        use.ascii("PX").u8(36).u8(1).both32(mode).both32(links).both32(0).both32(0);
        int modifyAccessChange = 0x0e;
        use.ascii("TF").u8(5 + 3 * DATE.length).u8(1).u8(modifyAccessChange);
        use.bytes(DATE).bytes(DATE).bytes(DATE);
    }
}
