package io.iaas.examples.bench;

import io.iaas.compute.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What the machines that a row makes without the library have in common: all that is not a name. */
final class BareTemplate {
    private final String xml;
    private final VmId like;
    private final String domain;
    private final byte[] seed;
    private final Path backing;
    private final Path directory;

    /**
     * Takes a machine of the library as the model.
     *
     * @param xml its description
     * @param backing the file that its disk is laid over
     */
    BareTemplate(Cloud cloud, VmId like, String xml, Path backing) throws IOException {
        this.xml = xml;
        this.like = like;
        this.domain = cloud.domain(like);
        this.seed = Files.readAllBytes(cloud.file(like, "seed"));
        this.backing = backing;
        this.directory = cloud.directory();
    }

    /** Returns a machine that is none yet. */
    BareGuest next() {
        return new BareGuest(UUID.randomUUID(), this);
    }

    String xml() {
        return xml;
    }

    VmId like() {
        return like;
    }

    String domain() {
        return domain;
    }

    byte[] seed() {
        return seed;
    }

    Path backing() {
        return backing;
    }

    Path directory() {
        return directory;
    }
}
