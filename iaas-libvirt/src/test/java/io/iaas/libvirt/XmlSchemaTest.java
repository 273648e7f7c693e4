package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.prop.rng.RngProperty;
import com.thaiopensource.xml.sax.ErrorHandlerImpl;
import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Everything that the driver writes is what libvirt's own schemas allow. */
class XmlSchemaTest {
    private static final Path SCHEMAS = Path.of("/usr/share/libvirt/schemas");

    static Stream<DomainPlan> plans() {
        return Stream.of(Virtualization.KVM, Virtualization.TCG, Virtualization.TEST)
                .flatMap(virtualization -> Stream.of(Samples.BIOS, Samples.UEFI, Samples.KERNEL)
                        .flatMap(boot -> Stream.of(true, false)
                                .flatMap(fast -> Stream.of(Optional.of("iaas"), Optional.<String>empty())
                                        .map(network -> plan(virtualization, boot, fast, network)))));
    }

    private static DomainPlan plan(Virtualization virtualization, Boot boot, boolean fast, Optional<String> network) {
        return Samples.plan(Samples.spec("a <title> & \"more\"", boot), virtualization, fast, network);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void domainsAreValid(DomainPlan plan) throws IOException, SAXException {
        assertValid("domain.rng", DomainXml.write(plan));
    }

    @Test
    void volumesAreValid() throws IOException, SAXException {
        VolumeName base = new VolumeName("base");
        for (DiskFormat format : DiskFormat.values()) {
            for (Optional<VolumeSpec.Backing> backing :
                    List.of(Optional.<VolumeSpec.Backing>empty(), Optional.of(new VolumeSpec.Backing(base, format)))) {
                VolumeSpec spec = new VolumeSpec(new VolumeName("v"), format, 1 << 20, backing);
                assertValid("storagevol.rng", VolumeXml.write(spec, backing.map(b -> "/pool/base")));
            }
        }
    }

    @Test
    void poolIsValid() throws IOException, SAXException {
        assertValid("storagepool.rng", PoolXml.write("iaas", new UUID(1, 2), "/var/lib/libvirt/images/iaas"));
    }

    @Test
    void networkIsValid() throws IOException, SAXException {
        assertValid("network.rng", NetworkXml.write("iaas", new UUID(1, 2), "192.168.150"));
    }

    @Test
    void filterIsValid() throws IOException, SAXException {
        assertValid("nwfilter.rng", FenceXml.write("iaas-fence-iaas", new UUID(1, 2)));
    }

    @Test
    void whatTheSchemaDoesNotAllowIsFound() throws IOException, SAXException {
        assertThat(faults("domain.rng", "<domain type='kvm'><nonsense/></domain>"))
                .isNotBlank();
    }

    private static void assertValid(String schema, String xml) throws IOException, SAXException {
        assertThat(faults(schema, xml)).as(xml).isEmpty();
    }

    private static String faults(String schema, String xml) throws IOException, SAXException {
        StringWriter faults = new StringWriter();
        PropertyMapBuilder properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, new ErrorHandlerImpl(faults));
        RngProperty.CHECK_ID_IDREF.add(properties);
        ValidationDriver driver = new ValidationDriver(properties.toPropertyMap());
        assertThat(driver.loadSchema(ValidationDriver.uriOrFileInputSource(
                        SCHEMAS.resolve(schema).toString())))
                .isTrue();
        driver.validate(new InputSource(new StringReader(xml)));
        return faults.toString();
    }
}
