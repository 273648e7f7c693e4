package io.iaas.internal.image.format;

import static io.iaas.internal.image.format.Inspections.inspect;
import static io.iaas.internal.image.format.Inspections.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.image.DiskFormat;
import io.iaas.internal.image.format.ImageRejection.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawInspectionTest {

    @Test
    void bytesOfNoOtherFormatAreARawDisk() throws Exception {
        assertThat(inspect(new byte[1024])).isEqualTo(new InspectedImage(DiskFormat.RAW, 1024, 1024));
        assertThat(inspect(planted(510, "U\u00aa", 2048)).format()).isEqualTo(DiskFormat.RAW);
        assertThat(inspect(planted(0x8001, "CD001", 0x9000)).format()).isEqualTo(DiskFormat.RAW);
    }

    @Test
    void noBytesAndHalfSectorsAreRefused() {
        assertThat(rejection(new byte[0])).isEqualTo(Reason.EMPTY);
        assertThat(rejection(new byte[1000])).isEqualTo(Reason.UNALIGNED_SIZE);
        assertThat(rejection(new byte[3])).isEqualTo(Reason.UNALIGNED_SIZE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, KDMV, FOREIGN_FORMAT",
        "0, COWD, FOREIGN_FORMAT",
        "0, '# Disk DescriptorFile\nversion=1', FOREIGN_FORMAT",
        "0, '#x\n \n\nversion=1\nRW 1 FLAT \"/etc/shadow\"', FOREIGN_FORMAT",
        "0, 'VERSION=1', FOREIGN_FORMAT",
        "64, '\u007f\u0010\u00da\u00be', FOREIGN_FORMAT",
        "0, conectix, FOREIGN_FORMAT",
        "3584, conectix, FOREIGN_FORMAT",
        "3584, koly, FOREIGN_FORMAT",
        "0, vhdxfile, FOREIGN_FORMAT",
        "0, 'QED\0', FOREIGN_FORMAT",
        "0, WithoutFreeSpace, FOREIGN_FORMAT",
        "0, WithouFreSpacExt, FOREIGN_FORMAT",
        "0, Bochs Virtual HD Image, FOREIGN_FORMAT",
        "0, 'QFI\u00fb\0\0\0\u0001', FOREIGN_FORMAT",
        "0, 'LUKS\u00ba\u00be', ENCRYPTED",
        "0, '\u001f\u008b\b', PACKED",
        "0, '\u00fd7zXZ\0', PACKED",
        "257, ustar, PACKED"
    })
    void otherFormatsAreRefused(int offset, String mark, Reason reason) {
        assertThat(rejection(planted(offset, mark, 4096))).isEqualTo(reason);
    }

    @Test
    void manyBlankLinesAreNoTrap() throws Exception {
        assertThat(inspect(planted(0, "\n".repeat(8192), 8192)).format()).isEqualTo(DiskFormat.RAW);
    }

    @Test
    void aDeclaredFormatMustBeTheContents() throws Exception {
        MemoryChannel qcow2 = new MemoryChannel(new Qcow2Builder().bytes());
        MemoryChannel raw = new MemoryChannel(new byte[512]);
        InspectionLimits limits = InspectionLimits.defaults();

        assertThatThrownBy(() -> ImageInspector.inspect(qcow2, limits, DiskFormat.RAW))
                .hasMessage("The image is declared RAW but its content is QCOW2");
        assertThatThrownBy(() -> ImageInspector.inspect(raw, limits, DiskFormat.QCOW2))
                .hasMessage("The image is declared QCOW2 but its content is RAW");
        assertThat(ImageInspector.inspect(raw, limits, DiskFormat.RAW).format()).isEqualTo(DiskFormat.RAW);
    }

    @Test
    void aSparseBombIsRefusedUnread() {
        MemoryChannel bomb = new MemoryChannel(new byte[0], 60L << 40);

        assertThat(rejection(bomb)).isEqualTo(Reason.TOO_LARGE);
        assertThat(bomb.bytesRead()).isZero();
    }

    private static byte[] planted(int offset, String mark, int size) {
        byte[] image = new byte[size];
        byte[] bytes = mark.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, image, offset, bytes.length);
        return image;
    }
}
