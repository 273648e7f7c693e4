package io.iaas.examples.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What others have on a host: machines that run and that do not, volumes, files, a network and a network filter. */
record Foreigners(String uri, String pool, Path directory) {
    private static final String STRANGER = "iaas-0f0f0f0f0f0f-";
    private static final String STDIN = "/dev/stdin";

    void settle() {
        Virsh virsh = new Virsh(uri);
        virsh.runOn("<network><name>foreign</name><bridge name='foreign0'/></network>", "net-define", STDIN);
        virsh.runOn("<filter name='foreign' chain='root'/>", "nwfilter-define", STDIN);
        volume("foreign.img");
        volume(STRANGER + "image-" + UUID.randomUUID() + "-disk");
        domain("foreign-off", UUID.randomUUID(), "");
        domain("foreign-running", UUID.randomUUID(), "");
        virsh.run("start", "foreign-running");
        UUID vm = UUID.randomUUID();
        domain(STRANGER + vm, vm, tag("0f0f0f0f0f0f", vm));
        try {
            Files.writeString(directory.resolve("notes.txt"), "not a volume");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        virsh.run("pool-refresh", pool);
    }

    void volume(String name) {
        new Virsh(uri).run("vol-create-as", pool, name, "4096");
    }

    /** Defines a small machine. */
    void domain(String name, UUID uuid, String metadata) {
        new Virsh(uri).runOn(xml(name, uuid, metadata), "define", STDIN);
    }

    private static String xml(String name, UUID uuid, String metadata) {
        return """
                <domain type='qemu'><name>%s</name><uuid>%s</uuid><metadata>%s</metadata><memory unit='MiB'>16</memory>
                <os><type arch='x86_64'>hvm</type></os></domain>""".formatted(name, uuid, metadata);
    }

    /** Returns the mark of an installation. */
    static String tag(String installation, UUID vm) {
        return ("<iaas:owner xmlns:iaas='https://io.iaas/xmlns/domain/1' installation='%s' project='%s' vm='%s'"
                        + " operation='%s' epoch='1'/>")
                .formatted(installation, new UUID(1, 1), vm, new UUID(2, 2));
    }
}
