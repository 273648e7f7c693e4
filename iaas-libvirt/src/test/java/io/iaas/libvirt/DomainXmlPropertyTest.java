package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.VmId;
import io.iaas.image.DiskFormat;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.NicAttachment;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Domains made by chance, of texts that break parsers: what is read back from their descriptions is what they are. */
class DomainXmlPropertyTest {
    private static final int ROUNDS = "long".equals(System.getProperty("iaas.profile")) ? 2_000 : 100;
    private static final String[] PIECES = {
        "<", ">", "&", "'", "\"", "&amp;", "]]>", "<![CDATA[", "<!--", "-->", "<?x?>", "</domain>", "<!DOCTYPE a>", "%",
        "${x}", "=", " ", "a", "Z", "0", "/", "\\", "é", "漢", "😀", "\u202e", "\ufeff", "\ufffd"
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsReadBackIsWhatWasWritten(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            DomainPlan plan = plan(random);
            DomainSpec spec = plan.spec();

            String xml = DomainXml.write(plan);

            assertThat(XmlReading.texts(xml, "domain/name"))
                    .containsExactly(spec.ref().name());
            assertThat(XmlReading.texts(xml, "domain/uuid"))
                    .containsExactly(spec.ref().vmId().toString());
            assertThat(XmlReading.texts(xml, "domain/title"))
                    .isEqualTo(spec.title().isEmpty() ? List.of() : List.of(spec.title()));
            assertThat(XmlReading.texts(xml, "domain/memory")).containsExactly(Integer.toString(spec.memoryMib()));
            assertThat(XmlReading.texts(xml, "domain/vcpu")).containsExactly(Integer.toString(spec.vcpus()));
            assertThat(XmlReading.texts(xml, "domain/os/cmdline"))
                    .isEqualTo(spec.boot() instanceof Boot.Kernel kernel ? List.of(kernel.commandLine()) : List.of());
            assertThat(XmlReading.attributes(xml, "domain/devices/disk/source", "file"))
                    .containsExactlyElementsOf(spec.disks().stream()
                            .map(disk -> plan.path(disk.volume()))
                            .toList());
            assertThat(XmlReading.attributes(xml, "domain/devices/disk/driver", "type"))
                    .containsExactlyElementsOf(spec.disks().stream()
                            .map(disk -> DeviceXml.format(disk.format()))
                            .toList());
            assertThat(XmlReading.attributes(xml, "domain/devices/interface/mac", "address"))
                    .containsExactlyElementsOf(
                            spec.nics().stream().map(nic -> nic.mac().value()).toList());
            assertThat(XmlReading.attributes(xml, "domain/devices/interface/source", "network"))
                    .containsOnly(
                            spec.nics().isEmpty()
                                    ? new String[0]
                                    : plan.network().stream().toArray(String[]::new));
            assertThat(XmlReading.attributes(xml, "domain/metadata/owner", "installation"))
                    .containsExactly(spec.owner().installation());
        }
    }

    private static DomainPlan plan(Random random) {
        Map<VolumeName, String> paths = new HashMap<>();
        List<DiskAttachment> disks = new ArrayList<>();
        for (int disk = random.nextInt(5); disk >= 0; disk--) {
            VolumeName name = new VolumeName("disk" + disk);
            paths.put(name, "/pool/" + text(random));
            disks.add(new DiskAttachment(name, one(DiskFormat.values(), random), random.nextBoolean()));
        }
        VolumeName kernel = new VolumeName("kernel");
        paths.put(kernel, "/pool/" + text(random));
        List<NicAttachment> nics = new ArrayList<>();
        for (int nic = random.nextInt(3); nic > 0; nic--) {
            nics.add(new NicAttachment(MacAddress.random(random), Network.DEFAULT));
        }
        UUID id = new UUID(random.nextLong(), random.nextLong());
        DomainSpec spec = new DomainSpec(
                new DomainRef(new VmId(id), "iaas-" + id, "i"),
                new OwnerTag(text(random), id, id, id, random.nextLong()),
                text(random),
                1 + random.nextInt(64),
                16 + random.nextInt(1 << 20),
                random.nextBoolean() ? Samples.BIOS : new Boot.Kernel(kernel, kernel, text(random)),
                disks,
                nics,
                Optional.empty());
        return new DomainPlan(
                spec,
                one(Virtualization.values(), random),
                random.nextBoolean(),
                random.nextBoolean(),
                paths,
                Optional.of(text(random)),
                Optional.of(text(random)));
    }

    private static <T> T one(T[] all, Random random) {
        return List.of(all).get(random.nextInt(all.length));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int piece = random.nextInt(12); piece > 0; piece--) {
            text.append(one(PIECES, random));
        }
        return text.toString();
    }
}
