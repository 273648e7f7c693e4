package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.compute.Flavor;
import io.iaas.compute.VmSpec;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.KeyPair;
import io.iaas.image.DiskFormat;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.operation.OperationFailedException;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.HypervisorException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a typed error that names the resource and the reason, and changes nothing. */
class BadInputTest {
    private final Cloud cloud = Cloud.withImage();
    private final HostSnapshot before = cloud.snapshot();

    @AfterEach
    void nothingChanged() {
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.iaas.images().list(PageRequest.first(10)).items()).hasSize(1);
        cloud.close();
    }

    static Stream<String> hostileNames() {
        return Stream.of(
                "",
                " ",
                "../x",
                "a/b",
                "a\nb",
                "a\0b",
                "x".repeat(300),
                "ünïcode",
                "🙂",
                "-dash",
                "dot.",
                "a b",
                "'--");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void hostileNameOfAVmIsRefused(String name) {
        assertThatThrownBy(() -> aVm(name).build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("VM name")
                .message()
                .matches("[\\x20-\\x7e]*");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void hostileNameOfAnImageIsRefused(String name) {
        assertThatThrownBy(() -> cloud.iaas.images().importFile(name, Path.of("/dev/null")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("image name");
    }

    @Test
    void unknownImageAndFlavorAreNamed() {
        assertThatThrownBy(() -> cloud.iaas
                        .compute()
                        .create(VmSpec.named("web").image("none").flavor("tiny").build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("image 'none' does not exist");
        assertThatThrownBy(() ->
                        cloud.iaas.compute().create(aVm("web").flavor("huge").build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("flavor 'huge' does not exist");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 257, Integer.MAX_VALUE})
    void absurdNumberOfProcessorsIsRefused(int vcpus) {
        assertThatThrownBy(() -> new Flavor("odd", vcpus, 128, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("vcpus");
    }

    @Test
    void diskSmallerThanTheImageIsRefused() {
        byte[] sparse = qcow2Header(3L << 30);
        cloud.iaas.flavors().create(new Flavor("narrow", 1, 128, 1));
        Image big = cloud.iaas
                .images()
                .importImage(ImageSpec.disk("big", new ByteArrayInputStream(sparse)))
                .await(PATIENCE);

        assertThatThrownBy(() -> cloud.iaas
                        .compute()
                        .create(VmSpec.named("web").image(big).flavor("narrow").build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("narrow")
                .hasMessageContaining("big");
        cloud.iaas.images().delete(big.id()).await(PATIENCE);
    }

    @Test
    void imageWithABackingFileIsRefused() {
        byte[] header = qcow2Header(1 << 20);
        ByteBuffer.wrap(header).putLong(8, 104).putInt(16, 11);
        System.arraycopy("/etc/passwd".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, header, 104, 11);

        assertRejected(header, "backing");
    }

    @Test
    void truncatedImageIsRefused() {
        assertRejected(java.util.Arrays.copyOf(qcow2Header(1 << 20), 70_000), "end");
    }

    @Test
    void declaredFormatMustBeThatOfTheContent() {
        ImageSpec spec = ImageSpec.disk("other", new ByteArrayInputStream(qcow2Header(1 << 20)))
                .withFormat(DiskFormat.RAW);

        assertFails(spec, ErrorCode.IMAGE_REJECTED, "other");
    }

    @Test
    void wrongChecksumNamesBothChecksums() {
        ImageSpec spec =
                ImageSpec.disk("other", new ByteArrayInputStream(new byte[512])).withSha256("ab".repeat(32));

        assertFails(spec, ErrorCode.CHECKSUM_MISMATCH, "ab".repeat(32));
    }

    @Test
    void streamThatBreaksFailsTheImport() {
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream(new byte[512]), new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        throw new IOException("cut off");
                    }
                });

        assertFails(ImageSpec.disk("other", broken), ErrorCode.INVALID_INPUT, "cut off");
    }

    @Test
    void missingFileIsNamedBeforeAnythingIsRecorded() {
        assertThatThrownBy(() -> cloud.iaas.images().importFile("other", Path.of("/no/such/file")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/no/such/file");
    }

    @Test
    void imageInUseIsNotDeletedAndItsUsersAreNamed() {
        var vm = cloud.create("web");

        assertThatThrownBy(() -> cloud.iaas
                        .images()
                        .delete(cloud.iaas.images().get(Cloud.IMAGE).id()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("web");
        cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
    }

    @Test
    void hostThatIsDownFailsACreateWithItsReasonAndLeavesNothingWhenItIsBack() {
        var down = cloud.hypervisor.faults().inject(Fault.down());
        var create = cloud.iaas.compute().create(aVm("web").build());
        org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> create.info().failure().isPresent());
        down.remove();

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> create.await(PATIENCE));
        assertThat(failure.code()).isEqualTo(ErrorCode.HYPERVISOR_UNAVAILABLE);
        assertThat(failure.getCause()).isNull();
    }

    @Test
    void hostThatIsDownIsListedAsDownAndFoundByTheDoctor() {
        cloud.hypervisor.faults().inject(Fault.down());

        assertThat(cloud.iaas.hosts().list())
                .allSatisfy(host -> assertThat(host.down()).isPresent());
        assertThat(cloud.iaas.doctor().healthy()).isFalse();
        cloud.hypervisor.faults().clear();
        assertThat(cloud.iaas.doctor().healthy()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 not-base64!",
                "command=\"x\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ1",
                "-----BEGIN OPENSSH PRIVATE KEY-----"
            })
    void textThatIsNoPublicKeyIsRefused(String line) {
        assertThatThrownBy(() -> KeyPair.parse(line)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void consoleLimitsAndStopLimitsAreChecked() {
        var vm = cloud.create("web");

        assertThatThrownBy(() -> cloud.iaas.compute().consoleLog(vm.id(), 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> cloud.iaas.compute().stop(vm.id(), Duration.ofDays(2), false))
                .isInstanceOf(InvalidInputException.class);
        cloud.iaas.compute().delete(vm.id()).await(PATIENCE);
    }

    private void assertRejected(byte[] content, String reason) {
        assertFails(ImageSpec.disk("other", new ByteArrayInputStream(content)), ErrorCode.IMAGE_REJECTED, reason);
    }

    private void assertFails(ImageSpec spec, ErrorCode code, String words) {
        IaasException failure = catchThrowableOfType(
                IaasException.class, () -> cloud.iaas.images().importImage(spec).await(PATIENCE));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining("other").hasMessageContaining(words);
        assertThat(failure).isNotInstanceOf(HypervisorException.class);
    }

    /** An empty disk: header, one refcount table and block, one L1 table of 64 KiB clusters. */
    private static byte[] qcow2Header(long virtualSize) {
        int cluster = 1 << 16;
        ByteBuffer file = ByteBuffer.allocate(4 * cluster);
        int l1Entries = (int) Math.max(1, virtualSize >> 29);
        file.putInt(0, 0x514649fb).putInt(4, 3).putInt(20, 16).putLong(24, virtualSize);
        file.putInt(36, l1Entries)
                .putLong(40, 3L * cluster)
                .putLong(48, cluster)
                .putInt(56, 1);
        file.putInt(96, 4).putInt(100, 104);
        file.putLong(cluster, 2L * cluster);
        for (int i = 0; i < 4; i++) {
            file.putShort(2 * cluster + 2 * i, (short) 1);
        }
        return file.array();
    }
}
