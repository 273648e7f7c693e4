package io.iaas.libvirt;

import io.iaas.compute.VmId;
import io.iaas.image.DiskFormat;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.NicAttachment;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A machine on a host, made as the library makes one, and removed with everything that belongs to it. */
final class Machine implements AutoCloseable {
    private final Hypervisor hypervisor;
    private final UUID id = UUID.randomUUID();
    private final DomainRef ref = new DomainRef(new VmId(id), "iaas-lv-" + id, "iaas-lv");
    private final VolumeName console = new VolumeName("iaas-lv-" + id + "-console.log");
    private final MacAddress mac = MacAddress.random(RandomGenerator.getDefault());
    private final List<VolumeName> volumes = new ArrayList<>();

    Machine(Hypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    DomainRef ref() {
        return ref;
    }

    MacAddress mac() {
        return mac;
    }

    VolumeName console() {
        return console;
    }

    /** Returns a new volume with the content of a file. */
    VolumeName volume(String suffix, Path file, DiskFormat format, long capacity) {
        VolumeName name = new VolumeName("iaas-lv-" + id + "-" + suffix);
        hypervisor.volumes().create(new VolumeSpec(name, format, capacity, Optional.empty()));
        volumes.add(name);
        try (InputStream source = Files.newInputStream(file)) {
            hypervisor.volumes().upload(name, source, Files.size(file), moved -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    /** Returns a new volume that nobody has written to. */
    VolumeName blank(String suffix, long capacity) {
        VolumeName name = new VolumeName("iaas-lv-" + id + "-" + suffix);
        hypervisor.volumes().create(new VolumeSpec(name, DiskFormat.RAW, capacity, Optional.empty()));
        volumes.add(name);
        return name;
    }

    VolumeName volume(String suffix, byte[] content) {
        VolumeName name = blank(suffix, content.length);
        hypervisor.volumes().upload(name, new ByteArrayInputStream(content), content.length, moved -> {});
        return name;
    }

    /** Returns a new volume laid over another one. */
    VolumeName overlay(String suffix, VolumeName below, DiskFormat format, long capacity) {
        VolumeName name = new VolumeName("iaas-lv-" + id + "-" + suffix);
        hypervisor
                .volumes()
                .create(new VolumeSpec(
                        name, DiskFormat.QCOW2, capacity, Optional.of(new VolumeSpec.Backing(below, format))));
        volumes.add(name);
        return name;
    }

    void start(int memoryMib, Boot boot, DiskAttachment... disks) {
        hypervisor.networks().ensureDefault();
        hypervisor.consoles().create(console);
        hypervisor
                .domains()
                .define(new DomainSpec(
                        ref,
                        new OwnerTag(ref.installation(), new UUID(1, 1), id, new UUID(2, 2), 1),
                        "a machine",
                        1,
                        memoryMib,
                        boot,
                        List.of(disks),
                        List.of(new NicAttachment(mac, Network.DEFAULT)),
                        Optional.of(console)));
        hypervisor.power().start(ref);
    }

    String consoleText() {
        return new String(hypervisor.consoles().tail(console, 1 << 20), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (hypervisor.domains().find(ref).isPresent()) {
            hypervisor.power().powerOff(ref);
            hypervisor.domains().undefine(ref);
        }
        hypervisor.consoles().delete(console);
        for (int i = volumes.size() - 1; i >= 0; i--) {
            hypervisor.volumes().delete(volumes.get(i));
        }
    }
}
