package io.iaas.internal.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.internal.image.format.ImageRejection.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelInspectorTest {

    @Test
    void aBzImageIsAcceptedAndACutOneIsNot() {
        byte[] kernel = bzImage();

        assertThatCode(() -> kernel(kernel)).doesNotThrowAnyException();
        assertThat(kernelRejection(Arrays.copyOf(kernel, kernel.length - 1))).isEqualTo(Reason.TRUNCATED);
        assertThat(kernelRejection(Arrays.copyOf(kernel, 600))).isEqualTo(Reason.TRUNCATED);
        assertThat(kernelRejection(Arrays.copyOf(kernel, 500))).isEqualTo(Reason.NOT_A_KERNEL);
        assertThat(kernelRejection(new byte[0])).isEqualTo(Reason.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1fe, 0x202, 0x207, 0x211})
    void aBzImageWithoutOneOfItsMarksIsRefused(int offset) {
        byte[] kernel = bzImage();
        kernel[offset] = 0;

        assertThat(kernelRejection(kernel)).isEqualTo(Reason.NOT_A_KERNEL);
    }

    @Test
    void anElfIsAcceptedWithAPvhNoteOnly() {
        byte[] kernel = elf(18);

        assertThatCode(() -> kernel(kernel)).doesNotThrowAnyException();
        assertThat(kernelRejection(elf(17))).isEqualTo(Reason.NOT_A_KERNEL);
        assertThat(kernelRejection(Arrays.copyOf(kernel, kernel.length - 1))).isEqualTo(Reason.TRUNCATED);
        assertThat(kernelRejection(Arrays.copyOf(kernel, 65))).isEqualTo(Reason.TRUNCATED);
        assertThat(kernelRejection(Arrays.copyOf(kernel, 10))).isEqualTo(Reason.NOT_A_KERNEL);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void randomDamageEndsInAnAnswer(long seed) throws Exception {
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 500; round++) {
            byte[] kernel = random.nextBoolean() ? elf(18) : bzImage();
            int places = Math.min(kernel.length, 0x240);
            for (int flip = 0; flip < 4; flip++) {
                kernel[random.nextInt(places)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                kernel(kernel);
            } catch (ImageRejection rejection) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"070701", "070702", "\u001f\u008b\b", "\u00fd7zXZ\0", "(\u00b5/\u00fd", "\u0002!L\u0018", "BZh9"
            })
    void anArchiveThatLinuxUnpacksIsAnInitrd(String beginning) {
        assertThatCode(() -> initrd(beginning + "\0\0\0\0\0\0\0\0")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "QFI\u00fb", "\u007fELF\0\0\0\0", "#!/bin/sh", "07070"})
    void anythingElseIsNoInitrd(String beginning) {
        ImageRejection rejection = catchThrowableOfType(ImageRejection.class, () -> initrd(beginning));

        assertThat(rejection.reason()).isEqualTo(Reason.NOT_AN_INITRD);
    }

    private static byte[] bzImage() {
        ByteBuffer kernel = ByteBuffer.allocate(5 * 512 + 64 * 16).order(ByteOrder.LITTLE_ENDIAN);
        kernel.put(0x1f1, (byte) 4).putInt(0x1f4, 64).putShort(0x1fe, (short) 0xaa55);
        kernel.putInt(0x202, 0x53726448).putShort(0x206, (short) 0x020f).put(0x211, (byte) 1);
        return kernel.array();
    }

    private static byte[] elf(int noteType) {
        ByteBuffer kernel = ByteBuffer.allocate(64 + 56 + 20).order(ByteOrder.LITTLE_ENDIAN);
        kernel.putInt(0x464c457f).put((byte) 2).put((byte) 1);
        kernel.putShort(18, (short) 62).putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        kernel.putInt(64, 4).putLong(64 + 8, 120).putLong(64 + 32, 20);
        kernel.putInt(120, 4)
                .putInt(124, 4)
                .putInt(128, noteType)
                .putInt(132, 0x006e6558)
                .putInt(136, 0x1000000);
        return kernel.array();
    }

    private static void kernel(byte[] bytes) throws Exception {
        KernelInspector.inspectKernel(new MemoryChannel(bytes), InspectionLimits.defaults());
    }

    private static void initrd(String bytes) throws Exception {
        KernelInspector.inspectInitrd(
                new MemoryChannel(bytes.getBytes(StandardCharsets.ISO_8859_1)), InspectionLimits.defaults());
    }

    private static Reason kernelRejection(byte[] bytes) {
        ImageRejection rejection = catchThrowableOfType(ImageRejection.class, () -> kernel(bytes));
        return Objects.requireNonNull(rejection, "accepted").reason();
    }
}
