package io.iaas.internal.image.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.image.DiskFormat;
import io.iaas.internal.image.format.ImageRejection.Reason;
import io.iaas.internal.testing.Commands;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that the real qemu-img has made. */
class QemuImagesTest {

    private static final int DISK_BYTES = 3_000_832;

    @TempDir
    Path directory;

    private Path disk;
    private Path image;

    @BeforeEach
    void writeADisk() throws Exception {
        byte[] content = new byte[DISK_BYTES];
        new Random(1).nextBytes(content);
        Arrays.fill(content, 500_000, 1_500_000, (byte) 7);
        Arrays.fill(content, 2_000_000, 2_500_000, (byte) 0);
        disk = Files.write(directory.resolve("disk.raw"), content);
        image = directory.resolve("image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-o compat=0.10",
                "-o lazy_refcounts=on",
                "-o cluster_size=512",
                "-o cluster_size=4k,refcount_bits=1",
                "-o cluster_size=2M",
                "-o extended_l2=on",
                "-o extended_l2=on,cluster_size=16k",
                "-o preallocation=metadata",
                "-o preallocation=full",
                "-c",
                "-c -o compat=0.10",
                "-c -o cluster_size=512",
                "-c -o compression_type=zstd",
                "-c -o extended_l2=on",
                "-S 0"
            })
    void aConvertedDiskIsAccepted(String options) throws Exception {
        convert(options);

        assertThat(inspect()).isEqualTo(new InspectedImage(DiskFormat.QCOW2, DISK_BYTES, Files.size(image)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-o cluster_size=512",
                "-o preallocation=metadata",
                "-o preallocation=metadata,extended_l2=on",
                "-o preallocation=falloc"
            })
    void anEmptyDiskIsAccepted(String options) throws Exception {
        qemuImg("create -q -f qcow2 " + options, image.toString(), "20000256");

        assertThat(inspect().virtualSizeBytes()).isEqualTo(20_000_256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-c", "-c -o compression_type=zstd", "-o cluster_size=512", "-o extended_l2=on"})
    void aConvertedDiskCutAnywhereIsRefused(String options) throws Exception {
        convert(options);
        byte[] whole = Files.readAllBytes(image);
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            // The last sector of compressed data may be cut by the format.
            byte[] cut = Arrays.copyOf(whole, 4 + random.nextInt(whole.length - 4 - 1024));
            assertThat(Inspections.rejection(cut)).as("cut to " + cut.length).isEqualTo(Reason.TRUNCATED);
        }
    }

    @Test
    void anImageWithABackingFileIsRefused() throws Exception {
        qemuImg("create -q -f qcow2 -F raw -b", disk.toString(), image.toString());

        assertThat(rejection()).isEqualTo(Reason.BACKING_FILE);
    }

    @Test
    void anImageWithItsDataInAnotherFileIsRefused() throws Exception {
        qemuImg("create -q -f qcow2 -o", "data_file=" + directory.resolve("data"), image.toString(), "1M");

        assertThat(rejection()).isEqualTo(Reason.EXTERNAL_DATA_FILE);
    }

    @Test
    void anImageWithASnapshotIsRefused() throws Exception {
        convert("");
        qemuImg("snapshot -c before", image.toString());

        assertThat(rejection()).isEqualTo(Reason.EXTRA_CONTENT);
    }

    @Test
    void anImageWithABitmapIsRefused() throws Exception {
        convert("");
        qemuImg("bitmap --add", image.toString(), "changes");

        assertThat(rejection()).isEqualTo(Reason.EXTRA_CONTENT);
    }

    @Test
    void anEncryptedImageIsRefused() throws Exception {
        // Not luks: it measures the processor first, and gives up where other work makes the measure uncertain.
        qemuImg(
                "create -q -f qcow2 --object secret,id=s,data=x",
                "-o",
                "encrypt.format=aes,encrypt.key-secret=s",
                image.toString(),
                "1M");

        assertThat(rejection()).isEqualTo(Reason.ENCRYPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vmdk",
                "vmdk -o subformat=monolithicFlat",
                "vdi",
                "vpc",
                "vpc -o subformat=fixed",
                "vhdx",
                "qed",
                "qcow",
                "parallels"
            })
    void aDiskOfAnotherFormatIsRefused(String format) throws Exception {
        qemuImg("convert -f raw -O " + format, disk.toString(), image.toString());

        assertThat(rejection()).isEqualTo(Reason.FOREIGN_FORMAT);
    }

    @Test
    void aBombOf60TebibytesIsRefused() throws Exception {
        qemuImg("create -q -f qcow2 -o cluster_size=2M", image.toString(), "60T");
        assertThat(rejection()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aRawDiskIsAccepted() throws Exception {
        Files.copy(disk, image);

        assertThat(inspect()).isEqualTo(new InspectedImage(DiskFormat.RAW, DISK_BYTES, DISK_BYTES));
    }

    private void convert(String options) throws Exception {
        qemuImg("convert -f raw -O qcow2 " + options, disk.toString(), image.toString());
    }

    private InspectedImage inspect() throws Exception {
        try (FileChannel channel = FileChannel.open(image)) {
            return ImageInspector.inspect(channel, InspectionLimits.defaults());
        }
    }

    private Reason rejection() throws Exception {
        try (FileChannel channel = FileChannel.open(image)) {
            return Inspections.rejection(channel);
        }
    }

    private void qemuImg(String options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Commands.require("qemu-img", "qemu-utils"));
        command.addAll(List.of(options.trim().split(" +")));
        command.addAll(List.of(arguments));
        Commands.run(directory, Map.of(), command);
    }
}
