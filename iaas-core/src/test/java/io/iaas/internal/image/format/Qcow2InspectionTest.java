package io.iaas.internal.image.format;

import static io.iaas.internal.image.format.Inspections.inspect;
import static io.iaas.internal.image.format.Inspections.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.image.DiskFormat;
import io.iaas.internal.image.format.ImageRejection.Reason;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Qcow2InspectionTest {

    @Test
    void aSoundImageIsAccepted() throws Exception {
        byte[] image = new Qcow2Builder().bytes();

        assertThat(inspect(image)).isEqualTo(new InspectedImage(DiskFormat.QCOW2, 10 << 20, image.length));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "4, 1, FOREIGN_FORMAT, old version",
        "4, 4, UNKNOWN_FEATURE, future version",
        "12, 4096, BACKING_FILE, backing file offset",
        "8, 1, BACKING_FILE, high half of the backing file offset",
        "16, 9, BACKING_FILE, length of a backing file's name",
        "20, 8, MALFORMED, tiny clusters",
        "20, 22, MALFORMED, huge clusters",
        "20, -1, MALFORMED, negative cluster bits",
        "24, 0x4000, TOO_LARGE, 64 TiB of virtual disk",
        "24, 0x80000000, TOO_LARGE, negative virtual size",
        "28, 1, UNALIGNED_SIZE, virtual size of one byte",
        "28, 0, EMPTY, no virtual size",
        "28, 0x40000000, MALFORMED, first-level table too small",
        "32, 1, ENCRYPTED, AES",
        "32, 2, ENCRYPTED, LUKS",
        "36, 0, MALFORMED, no first-level table",
        "36, 0x7fffffff, MALFORMED, first-level table of 16 GiB",
        "36, -1, MALFORMED, first-level table of unsigned length",
        "36, 0x40000, TRUNCATED, first-level table beyond the end",
        "40, 0x80000000, MALFORMED, negative first-level table",
        "40, 0x7fff0000, TRUNCATED, first-level table far beyond the end",
        "44, 0x30200, MALFORMED, unaligned first-level table",
        "44, 0, MALFORMED, first-level table on the header",
        "44, 0x10000, MALFORMED, first-level table on the refcount table",
        "52, 0, MALFORMED, refcount table on the header",
        "56, 0, MALFORMED, no refcount table",
        "56, -1, MALFORMED, endless refcount table",
        "60, 1, EXTRA_CONTENT, a snapshot",
        "68, 1, MALFORMED, table of no snapshots at no cluster",
        "76, 1, UNCLEAN, dirty",
        "76, 2, UNCLEAN, corrupt",
        "76, 4, EXTERNAL_DATA_FILE, data file bit",
        "76, 32, UNKNOWN_FEATURE, unknown bit",
        "72, 0x80000000, UNKNOWN_FEATURE, highest unknown bit",
        "76, 8, UNKNOWN_FEATURE, compression bit without a type",
        "104, 0x01000000, UNKNOWN_FEATURE, compression type without the bit",
        "96, 7, MALFORMED, wide reference counts",
        "100, 96, MALFORMED, short header",
        "100, 109, MALFORMED, header of odd length",
        "100, 0x7ffffff8, MALFORMED, header longer than a cluster",
        "100, -8, MALFORMED, header of negative length",
        "112, 0xe2792aca, BACKING_FILE, extension with a backing format",
        "112, 0x44415441, EXTERNAL_DATA_FILE, extension with a data file",
        "112, 0x0537be77, ENCRYPTED, extension with encryption",
        "116, -1, MALFORMED, end of the extensions with a length",
        "112, 0x23852875, EXTRA_CONTENT, extension with bitmaps"
    })
    void aChangedHeaderIsRefused(int offset, String value, Reason reason, String what) {
        byte[] image =
                new Qcow2Builder().set32(offset, Long.decode(value).intValue()).bytes();

        assertThat(rejection(image)).as(what).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "0x10000, 0x60000, TRUNCATED, refcount block at the end of the file",
        "0x10000, 0x20001, MALFORMED, refcount block unaligned",
        "0x30000, 0x8000000000060000, TRUNCATED, second-level table at the end of the file",
        "0x30000, 0x8000000000040200, MALFORMED, second-level table unaligned",
        "0x30000, 0x8000000000030000, MALFORMED, second-level table is the first-level one",
        "0x30000, 0x40001, MALFORMED, reserved low bit",
        "0x30000, 0x4000000000040000, MALFORMED, reserved high bit",
        "0x40000, 0x8000000000060000, TRUNCATED, data at the end of the file",
        "0x40000, 0x80fffffffffff000, MALFORMED, data unaligned at the far end",
        "0x40000, 0x80ffffffffff0000, TRUNCATED, data at the far end",
        "0x40000, 0x8000000000010000, MALFORMED, data is the refcount table",
        "0x40008, 0x4000000000060000, TRUNCATED, compressed data at the end of the file",
        "0x40008, 0x407fffffffffffff, TRUNCATED, compressed data far beyond the end",
        "0x40008, 0x404000000005fe00, TRUNCATED, compressed data runs over the end",
        "0x40008, 0x4000000000000000, MALFORMED, compressed data is the header"
    })
    void aChangedTableIsRefused(String offset, String value, Reason reason, String what) {
        byte[] image = new Qcow2Builder()
                .set64(Integer.decode(offset), Long.parseUnsignedLong(value.substring(2), 16))
                .bytes();

        assertThat(rejection(image)).as(what).isEqualTo(reason);
    }

    @Test
    void compressedDataInTheFilesLastSectorIsAccepted() throws Exception {
        byte[] image = new Qcow2Builder()
                .set64(Qcow2Builder.L2 + 8, 0x400000000005fe00L)
                .bytes();

        assertThat(inspect(image).format()).isEqualTo(DiskFormat.QCOW2);
    }

    @Test
    void anExtensionWithoutEndIsRefused() {
        Qcow2Builder image = new Qcow2Builder().set32(112, 0x12345678).set32(116, -1);
        assertThat(rejection(image.bytes())).isEqualTo(Reason.MALFORMED);

        for (int offset = 112; offset < Qcow2Builder.CLUSTER; offset += 8) {
            image.set32(offset, 0x12345678).set32(offset + 4, 0);
        }
        assertThat(rejection(image.bytes())).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void anUnknownExtensionIsIgnoredAndTheOneBehindItIsNot() throws Exception {
        Qcow2Builder image = new Qcow2Builder().set32(112, 0x12345678).set32(116, 3);
        assertThat(inspect(image.bytes()).format()).isEqualTo(DiskFormat.QCOW2);

        assertThat(rejection(image.set32(128, 0x44415441).bytes())).isEqualTo(Reason.EXTERNAL_DATA_FILE);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                4, 5, 8, 71, 72, 80, 103, 104, 111, 113, 512, 65_535, 65_536, 131_072, 196_608, 262_144, 327_680,
                393_215
            })
    void anImageCutAnywhereIsTruncated(int length) {
        byte[] image = Arrays.copyOf(new Qcow2Builder().bytes(), length);

        assertThat(rejection(image)).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void aLongFirstLevelTableThatSharesOneSecondLevelTableCostsNoMoreThanTheFile() {
        Qcow2Builder image = new Qcow2Builder().set32(36, 8192);
        for (int entry = 0; entry < 8192; entry++) {
            image.set64(Qcow2Builder.L1 + 8 * entry, Qcow2Builder.L2 | Qcow2Builder.COPIED);
        }
        MemoryChannel channel = new MemoryChannel(image.bytes());

        assertThat(rejection(channel)).isEqualTo(Reason.MALFORMED);
        assertThat(channel.bytesRead()).isLessThan(4 * channel.size());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomDamageEndsInAnAnswerAfterReadingLittle(long seed) throws Exception {
        Random random = new Random(seed);
        int[] places = {0, 72, 112, Qcow2Builder.REFCOUNT_TABLE, Qcow2Builder.L1, Qcow2Builder.L2};
        int refused = 0;
        for (int round = 0; round < 150; round++) {
            byte[] image = new Qcow2Builder().bytes();
            for (int flip = random.nextInt(6); flip >= 0; flip--) {
                image[places[random.nextInt(places.length)] + random.nextInt(72)] ^= (byte) (1 << random.nextInt(8));
            }
            MemoryChannel channel = new MemoryChannel(image, random.nextBoolean() ? image.length : 1L << 34);
            try {
                ImageInspector.inspect(channel, InspectionLimits.defaults());
            } catch (ImageRejection rejection) {
                assertThat(rejection).hasMessageStartingWith("The image");
                refused++;
            }
            assertThat(channel.bytesRead()).isLessThan(64L << 20);
        }
        assertThat(refused).isPositive();
    }
}
