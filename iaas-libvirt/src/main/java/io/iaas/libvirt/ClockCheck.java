package io.iaas.libvirt;

import io.iaas.host.Finding;
import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.jna.StoragePoolPointer;
import org.libvirt.jna.StorageVolPointer;

/**
 * Compares the clock of another host with ours, by the time at which a file that we have it make was made: libvirt has
 * no call that tells the time. On this machine there is only one clock.
 */
final class ClockCheck {
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private final Settings settings;
    private final Lanes lanes;
    private final Pool pool;

    ClockCheck(Settings settings, Lanes lanes, Pool pool) {
        this.settings = settings;
        this.lanes = lanes;
        this.pool = pool;
    }

    List<Finding> findings() {
        if (settings.uri().isLocal()) {
            return List.of();
        }
        Optional<Double> theirs = lanes.transfers().change("read the host's clock", this::time);
        double ours = System.currentTimeMillis() / 1000.0;
        String subject = "clock of host " + settings.hostId();
        return theirs.map(time -> finding(subject, Math.round(time - ours))).stream()
                .toList();
    }

    private static Finding finding(String subject, long aheadSeconds) {
        return Math.abs(aheadSeconds) <= TOLERATED.toSeconds()
                ? Finding.ok(subject, "It agrees with ours.")
                : Finding.warning(
                        subject,
                        "It differs from ours by " + aheadSeconds + " s.",
                        "Have both machines keep time by NTP: certificates and addresses are valid for a time only.");
    }

    /** Returns the host's time in seconds since 1970; empty where the pool, made at first need, is not there yet. */
    private Optional<Double> time(Session session) {
        Optional<StoragePoolPointer> present = pool.find(session).filter(found -> pool.isActive(session, found));
        return present.flatMap(found -> {
            VolumeName name = new VolumeName("iaas-clock-" + UUID.randomUUID());
            String xml = VolumeXml.write(new VolumeSpec(name, DiskFormat.RAW, 0, Optional.empty()), Optional.empty());
            StorageVolPointer volume =
                    session.own(session.api().virStorageVolCreateXML(found, xml, 0), session.api()::virStorageVolFree);
            try {
                String description = session.text(session.api().virStorageVolGetXMLDesc(volume, 0));
                return XmlReading.texts(description, "volume/target/timestamps/mtime").stream()
                        .map(Double::valueOf)
                        .findFirst();
            } finally {
                session.check(session.api().virStorageVolDelete(volume, 0));
            }
        });
    }
}
