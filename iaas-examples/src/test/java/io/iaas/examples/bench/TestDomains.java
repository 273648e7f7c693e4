package io.iaas.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The domains of {@link StoredVms} for libvirt's test driver, all switched off, which the records do not know. */
final class TestDomains {
    private static final int SHUT_OFF = 5;

    private TestDomains() {}

    /** Writes a file that the test driver reads when a connection opens. */
    static void write(Path file, int count) throws IOException {
        Files.writeString(
                file,
                IntStream.range(0, count)
                        .mapToObj(TestDomains::xml)
                        .collect(Collectors.joining("\n", "<node>\n", "\n</node>\n")));
    }

    private static String xml(int number) {
        return ("<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'><name>vm-%d</name>"
                        + "<uuid>%s</uuid><memory>1048576</memory><vcpu>1</vcpu><os><type>hvm</type></os>"
                        + "<test:runstate>%d</test:runstate></domain>")
                .formatted(number, StoredVms.uuid(number), SHUT_OFF);
    }
}
