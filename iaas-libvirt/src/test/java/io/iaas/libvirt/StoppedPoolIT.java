package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.jna.StoragePoolPointer;

/** A pool that somebody stops or removes while it is known, on libvirt's test driver. */
class StoppedPoolIT {
    private static final VolumeName DISK = new VolumeName("disk");

    private final NativeLibvirt api = LibvirtRuntime.api();
    private final Pool pool = new Pool("mine", "/mine");

    @TempDir
    Path directory;

    private Link link;
    private Session session;

    @BeforeEach
    void connect() throws IOException {
        Path node = Files.writeString(directory.resolve("node.xml"), "<node></node>");
        link = new Link(api, api.virConnectOpen("test://" + node));
        session = link.session();
        create();
    }

    @AfterEach
    void disconnect() {
        session.close();
        assertThat(link.retire()).isTrue();
        link.leave();
    }

    @Test
    void aPoolThatWasStoppedIsStartedAndWorkedIn() {
        stop();

        assertThat(isThere()).isTrue();
        assertThat(pool.find(session).filter(found -> pool.isActive(session, found)))
                .isPresent();
    }

    @Test
    void aPoolThatWasRemovedIsMadeAnew() {
        assertThat(api.virStoragePoolUndefine(stop())).isZero();

        assertThat(isThere()).isFalse();
        create();
        assertThat(isThere()).isTrue();
    }

    @Test
    void whatFailsInAStartedPoolFailsOnce() {
        assertThatThrownBy(this::create)
                .isInstanceOf(LibvirtFault.class)
                .extracting(fault -> ((LibvirtFault) fault).text())
                .asString()
                .contains("already exists");
    }

    private void create() {
        String xml = VolumeXml.write(new VolumeSpec(DISK, DiskFormat.RAW, 1 << 20, Optional.empty()), Optional.empty());
        pool.in(session, ready -> session.own(api.virStorageVolCreateXML(ready, xml, 0), api::virStorageVolFree));
    }

    private boolean isThere() {
        return pool.in(
                session, ready -> pool.volume(session, ready, DISK.value()).isPresent());
    }

    private StoragePoolPointer stop() {
        StoragePoolPointer known = pool.find(session).orElseThrow();
        assertThat(api.virStoragePoolDestroy(known)).isZero();
        return known;
    }
}
