package io.iaas.internal.cloudinit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The records of one flat directory (ECMA-119 9.1), sorted by identifier. */
final class IsoDirectory {

    /** The size of a path table that lists the root alone. */
    static final int PATH_TABLE_BYTES = 10;

    /** No record is longer: identifier, and Rock Ridge with its name, are bounded by the longest name. */
    private static final int MAX_RECORD_BYTES = 204;

    private static final int FIXED_BYTES = 33;
    private static final int FLAG_DIRECTORY = 2;

    private static final class Item {
        private final byte[] identifier;
        private final IsoFile file;
        private final byte[] systemUse;

        Item(byte[] identifier, IsoFile file, byte[] systemUse) {
            this.identifier = identifier;
            this.file = file;
            this.systemUse = systemUse;
        }
    }

    private final List<Item> items = new ArrayList<>();
    private final byte[] selfUse;
    private final byte[] parentUse;

    private IsoDirectory(byte[] selfUse, byte[] parentUse) {
        this.selfUse = selfUse;
        this.parentUse = parentUse;
    }

    static IsoDirectory primary(List<IsoFile> files, int continuation) {
        IsoDirectory directory = new IsoDirectory(RockRidge.self(continuation), RockRidge.parent());
        for (IsoFile file : files) {
            byte[] identifier = file.shortName().getBytes(StandardCharsets.US_ASCII);
            directory.items.add(new Item(identifier, file, RockRidge.file(file.name())));
        }
        return directory.sorted();
    }

    static IsoDirectory joliet(List<IsoFile> files) {
        IsoDirectory directory = new IsoDirectory(new byte[0], new byte[0]);
        for (IsoFile file : files) {
            byte[] identifier = file.name().getBytes(StandardCharsets.UTF_16BE);
            directory.items.add(new Item(identifier, file, new byte[0]));
        }
        return directory.sorted();
    }

    private IsoDirectory sorted() {
        items.sort(Comparator.comparing(item -> item.identifier, Arrays::compareUnsigned));
        return this;
    }

    /** Enough sectors for so many files, as no record crosses the border of a sector. */
    static int sectorsFor(int files) {
        int perSector = Sectors.SIZE / MAX_RECORD_BYTES;
        return (files + 2 + perSector - 1) / perSector;
    }

    /** The root's record without system use, as a volume descriptor has it. */
    static void self(Sectors sectors, IsoExtent extent) {
        record(sectors, extent, FLAG_DIRECTORY, new byte[] {0}, new byte[0]);
    }

    void write(Sectors sectors, IsoExtent extent) {
        sectors.seek(extent.sector());
        record(sectors, extent, FLAG_DIRECTORY, new byte[] {0}, selfUse);
        record(sectors, extent, FLAG_DIRECTORY, new byte[] {1}, parentUse);
        for (Item item : items) {
            int length = length(item.identifier, item.systemUse);
            if (Sectors.SIZE - sectors.offsetInSector() < length) {
                sectors.nextSector();
            }
            record(sectors, item.file.extent(), 0, item.identifier, item.systemUse);
        }
    }

    private static int length(byte[] identifier, byte[] systemUse) {
        int odd = identifier.length % 2 == 0 ? 1 : 0;
        return FIXED_BYTES + identifier.length + odd + systemUse.length + systemUse.length % 2;
    }

    private static void record(Sectors sectors, IsoExtent extent, int flags, byte[] identifier, byte[] systemUse) {
        sectors.u8(length(identifier, systemUse)).u8(0).both32(extent.sector()).both32(extent.length());
        sectors.bytes(RockRidge.DATE).u8(flags).u8(0).u8(0).both16(1);
        sectors.u8(identifier.length).bytes(identifier).zeros(identifier.length % 2 == 0 ? 1 : 0);
        sectors.bytes(systemUse).zeros(systemUse.length % 2);
    }
}
