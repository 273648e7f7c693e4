package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.InvalidInputException;
import io.iaas.spi.hypervisor.OwnerTag;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTextTest {
    private static final long SEED = 20260101;

    static Stream<String> hostileTitles() {
        Random random = new Random(SEED);
        Stream<String> chosen = Stream.of(
                "</title><devices/>",
                "<![CDATA[x]]>",
                "]]>",
                "&amp;&lt;&#60;&lol;",
                "<!-- -->",
                "<?xml version='1.0'?>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
                "'\"",
                "  spaces  around  ",
                "\u00e4\u20ac\ud83d\ude00\u202e",
                "\ufeff\ufffd");
        Stream<String> made = Stream.generate(() -> random.ints(40, 0x20, 0x11000)
                        .filter(c -> !Character.isISOControl(c) && (c < 0xd800 || c > 0xdfff) && (c & 0xfffe) != 0xfffe)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .limit(500);
        return Stream.concat(chosen, made);
    }

    @ParameterizedTest
    @MethodSource("hostileTitles")
    void titleIsReadBackAsItWasWritten(String title) {
        String xml = DomainXml.write(
                Samples.plan(Samples.spec(title, Samples.BIOS), Virtualization.KVM, true, Optional.of("iaas")));

        assertThat(XmlReading.texts(xml, "domain/title"))
                .as("seed %d: %s", SEED, xml)
                .containsExactly(title);
        assertThat(XmlReading.texts(xml, "domain/name")).containsExactly("iaas-1");
    }

    @ParameterizedTest
    @MethodSource("hostileTitles")
    void ownerIsReadBackAsItWasWritten(String installation) {
        OwnerTag tag = Samples.owner(installation);

        assertThat(OwnerMetadata.read(XmlText.document(xml -> OwnerMetadata.write(xml, tag))))
                .contains(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\nb", "a\rb", "\t", "\u001b[2J", "\u0085", "\ud800", "\udc00x", "\ufffe", "\uffff"})
    void whatXmlWouldNotCarryUnchangedIsRefused(String title) {
        assertThatThrownBy(() -> DomainXml.write(
                        Samples.plan(Samples.spec(title, Samples.BIOS), Virtualization.KVM, false, Optional.empty())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("title");
    }

    @Test
    void metadataWithADocumentTypeIsNotOurs() {
        assertThat(OwnerMetadata.read("<!DOCTYPE owner [<!ENTITY x 'y'>]><owner installation='&x;'"
                        + " project='00000000-0000-0001-0000-000000000002' vm='00000000-0000-0001-0000-000000000002'"
                        + " operation='00000000-0000-0001-0000-000000000002' epoch='1'/>"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<owner/>", "<owner", "<other installation='i'/>", "<owner epoch='x'/>"})
    void metadataThatWeDidNotWriteIsNotOurs(String xml) {
        assertThat(OwnerMetadata.read(xml)).isEmpty();
    }

    @Test
    void endlessMetadataIsNotRead() {
        assertThat(OwnerMetadata.read("<owner>" + "x".repeat(1 << 20) + "</owner>"))
                .isEmpty();
    }
}
