package io.iaas.internal.cloudinit;

/** A file with its place: the identifier in the primary directory, the real name, the content. */
final class IsoFile {

    private final String shortName;
    private final String name;
    private final byte[] content;
    private final int sector;

    IsoFile(String shortName, String name, byte[] content, int sector) {
        this.shortName = shortName;
        this.name = name;
        this.content = content;
        this.sector = sector;
    }

    String shortName() {
        return shortName;
    }

    String name() {
        return name;
    }

    int endSector() {
        return sector + Math.max(1, Sectors.covering(content.length));
    }

    IsoExtent extent() {
        return new IsoExtent(sector, content.length);
    }

    void write(Sectors sectors) {
        sectors.seek(sector);
        sectors.bytes(content);
    }
}
