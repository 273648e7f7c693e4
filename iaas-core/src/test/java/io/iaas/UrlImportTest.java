package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.image.DownloadPolicy;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.image.ImageSpec;
import io.iaas.internal.image.download.ScriptedServer;
import io.iaas.internal.image.format.HostileImages;
import io.iaas.memory.Fault;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images from a server on 127.0.0.2, which the policy allows. */
class UrlImportTest {
    private static final String SERVER = "127.0.0.2";
    private static final String SECRET = "signature-of-the-url";
    private static final byte[] DISK = new byte[1 << 16];

    private final SimulatedHost host = SimulatedHost.builder().build();
    private final InMemoryRepositories repositories = InMemoryRepositories.create();
    private volatile byte[] served = DISK;
    private final AtomicInteger asked = new AtomicInteger();
    private final ScriptedServer server = new ScriptedServer(SERVER, out -> {
        asked.incrementAndGet();
        ScriptedServer.says("HTTP/1.1 200 OK", served).write(out);
    });

    @AfterEach
    void stop() {
        server.close();
    }

    private Iaas process(SimulatedHypervisor hypervisor) {
        return Iaas.builder()
                .repositories(new Shared(repositories))
                .hypervisor(hypervisor)
                .closeTimeout(Duration.ZERO)
                .downloads(DownloadPolicy.publicOnly().allowing(SERVER))
                .build();
    }

    private ImageSpec spec(byte[] expected) throws Exception {
        return ImageSpec.disk("web", URI.create("http://" + SERVER + ":" + server.port() + "/d.img?s=" + SECRET))
                .withSha256(sha256(expected));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private String inputOf(Operation<Image> operation) {
        return repositories
                .read(session -> session.operations().find(operation.id()))
                .orElseThrow()
                .input()
                .toString();
    }

    private static Path spool(Operation<Image> operation) {
        return Path.of(System.getProperty("java.io.tmpdir"), "iaas-import-" + operation.id());
    }

    @Test
    void imageIsDownloadedProvenAndBroughtToTheHost() throws Exception {
        try (Iaas iaas = process(SimulatedHypervisor.connect(host))) {
            Operation<Image> operation = iaas.images().importImage(spec(DISK));

            Image image = operation.await(PATIENCE);

            assertThat(image.state()).isEqualTo(Image.State.READY);
            assertThat(image.file(ImageFile.Role.DISK)).map(ImageFile::sha256).contains(sha256(DISK));
            assertThat(asked).hasValue(1);
            assertThat(spool(operation)).doesNotExist();
            assertThat(inputOf(operation)).isNotEmpty().doesNotContain(SECRET);
        }
    }

    @Test
    void bytesThatWereTamperedWithAreRefusedBeforeAHostHearsOfThem() throws Exception {
        byte[] flipped = DISK.clone();
        flipped[777] ^= 1;
        assertFails(spec(flipped), ErrorCode.CHECKSUM_MISMATCH);
        assertThat(host.snapshot().volumes()).isEmpty();
    }

    @Test
    void hostileImageIsRefusedFromAUrlToo() throws Exception {
        served = Objects.requireNonNull(HostileImages.all().get("backing file"));
        assertFails(spec(served), ErrorCode.IMAGE_REJECTED);
        assertThat(host.snapshot().volumes()).isEmpty();
    }

    @Test
    void serverThatDoesNotAnswerIsSaidSo() throws Exception {
        ImageSpec spec = spec(DISK);
        server.close();
        assertFails(spec, ErrorCode.DOWNLOAD_FAILED);
    }

    private void assertFails(ImageSpec spec, ErrorCode code) {
        try (Iaas iaas = process(SimulatedHypervisor.connect(host))) {
            Operation<Image> operation = iaas.images().importImage(spec);
            assertThatThrownBy(() -> operation.await(PATIENCE))
                    .hasFieldOrPropertyWithValue("code", code)
                    .hasMessageContaining("'web'")
                    .hasMessageNotContaining(SECRET);
            assertThat(iaas.images().find("web")).isEmpty();
            assertThat(inputOf(operation)).isNotEmpty().doesNotContain(SECRET);
            assertThat(spool(operation)).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://images.example/x",
                "file:///etc/shadow",
                "https:///x",
                "https://user:word@images.example/x",
                "https://images.example/x#part",
                "https://images.example:70000/x",
                "http://images.example/without-a-checksum",
                "https://127.1/x",
                "images.example/x"
            })
    void urlThatIsNoneToDownloadFromIsRefusedAtOnce(String url) {
        try (Iaas iaas = process(SimulatedHypervisor.connect(host))) {
            assertThatThrownBy(() -> iaas.images().importUrl("web", URI.create(url)))
                    .isInstanceOf(InvalidInputException.class);
            assertThat(iaas.operations()
                            .list(OperationQuery.all(), PageRequest.first(10))
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void otherProcessGoesOnWithAnImportAndDownloadsItAgainWhereItHasNoFile() throws Exception {
        Operation<Image> operation = handedOverInTheMiddleOfTheUpload();
        try (Iaas other = process(SimulatedHypervisor.connect(host))) {
            other.operations().get(operation.id()).await(PATIENCE);

            assertThat(other.images().get("web").state()).isEqualTo(Image.State.READY);
            assertThat(asked).hasValue(2);
        }
        assertThat(spool(operation)).doesNotExist();
    }

    @Test
    void imageThatIsAnotherOneWhenItIsDownloadedAgainIsRefused() throws Exception {
        Operation<Image> operation = handedOverInTheMiddleOfTheUpload();
        served = new byte[1 << 15];
        try (Iaas other = process(SimulatedHypervisor.connect(host))) {
            assertThatThrownBy(() -> other.operations().get(operation.id()).await(PATIENCE))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKSUM_MISMATCH);
            assertThat(other.images().find("web")).isEmpty();
        }
        assertThat(host.snapshot().volumes()).isEmpty();
        assertThat(spool(operation)).doesNotExist();
    }

    /** Ends a process that has proven the image, and what it had of it on its disk. */
    private Operation<Image> handedOverInTheMiddleOfTheUpload() throws Exception {
        SimulatedHypervisor hanging = SimulatedHypervisor.connect(host);
        InjectedFault hang = hanging.faults().inject(Fault.hangBefore(SimulatedCall.CREATE_VOLUME));
        Operation<Image> operation;
        try (Iaas first = process(hanging)) {
            operation = first.images().importImage(spec(DISK));
            assertThat(hang.awaitHit(PATIENCE)).isTrue();
        }
        hang.release();
        Files.delete(spool(operation));
        return operation;
    }
}
