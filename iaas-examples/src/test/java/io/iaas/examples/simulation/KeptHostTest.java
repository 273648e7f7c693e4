package io.iaas.examples.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.image.DiskFormat;
import io.iaas.memory.HostSnapshot;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import io.iaas.spi.hypervisor.Volumes;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptHostTest {
    private static final VolumeName NAME = new VolumeName("some-volume");

    @TempDir
    private Path directory;

    private KeptHost first;
    private KeptHost second;

    @BeforeEach
    void open() {
        first = KeptHost.in(directory.resolve("host"));
        second = KeptHost.in(directory.resolve("host"));
    }

    @Test
    void whatOneProcessDoesTheOtherSeesAtOnce() {
        Volumes volumes = first.hypervisor().volumes();
        volumes.create(new VolumeSpec(NAME, DiskFormat.RAW, 4096, Optional.empty()));
        assertThat(second.hypervisor().volumes().find(NAME)).isPresent();

        second.hypervisor().volumes().delete(NAME);
        assertThat(volumes.find(NAME)).isEmpty();
    }

    @Test
    void twoProcessesDoNotMakeTheSameVolume() {
        VolumeSpec spec = new VolumeSpec(NAME, DiskFormat.RAW, 4096, Optional.empty());
        first.hypervisor().volumes().create(spec);

        assertThatThrownBy(() -> second.hypervisor().volumes().create(spec)).isInstanceOf(HypervisorException.class);
    }

    @Test
    void foreignThingsStayForeignAndWhatWasWrittenKeepsItsDigest() {
        first.change(host -> host.addForeignDomain("foreign", UUID.randomUUID()));
        first.change(host -> host.addForeignVolume(new VolumeName("foreign")));
        Volumes volumes = first.hypervisor().volumes();
        volumes.create(new VolumeSpec(NAME, DiskFormat.RAW, 4096, Optional.empty()));
        volumes.upload(NAME, new ByteArrayInputStream(new byte[4096]), 4096, moved -> {});

        String kept = new HostFile(directory.resolve("host")).read();
        second.hypervisor().volumes().delete(new VolumeName("another"));
        assertThat(snapshot(second).foreign()).isEqualTo(snapshot(first).foreign());
        assertThat(snapshot(second).foreign().domains()).hasSize(1);
        assertThat(new HostFile(directory.resolve("host")).read())
                .isEqualTo(kept)
                .contains("\"sha256\":\"ad7facb2586fc6e966c004d7d1d16b024f5805ff7cb47c7a85dabd8b48892ca7\"");
    }

    private static HostSnapshot snapshot(KeptHost kept) {
        List<HostSnapshot> seen = new ArrayList<>();
        kept.change(host -> seen.add(host.snapshot()));
        return seen.get(0);
    }
}
