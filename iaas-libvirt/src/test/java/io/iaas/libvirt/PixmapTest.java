package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.spi.hypervisor.HypervisorException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixmapTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "720, 400", "3, 2", "1, 9999", "9999, 1"})
    void pngShowsTheSamePixels(int width, int height) throws IOException {
        byte[] rgb = new byte[width * height * 3];
        new Random(width).nextBytes(rgb);
        ByteArrayOutputStream pixmap = new ByteArrayOutputStream();
        pixmap.writeBytes(bytes("P6\n" + width + " " + height + "\n255\n"));
        pixmap.writeBytes(rgb);

        byte[] png = Pixmap.toPng(pixmap.toByteArray());

        assertThat(Png.is(png)).isTrue();
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        for (int i = 0; i < width * height; i++) {
            int expected = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
            assertThat(read.getRGB(i % width, i / width) & 0xffffff).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P6",
                "P6\n2 1\n255\n12345",
                "P6\n2 1\n255\n1234567",
                "P6\n0 0\n255\n",
                "P6\n9999 9999\n255\n",
                "P6\n99999999999 1\n255\n",
                "P6\n-1 1\n255\n123",
                "P3\n1 1\n255\n1 2 3",
                "P6\n1 1\n65535\n123456"
            })
    void whatIsNoPixmapIsRefused(String file) {
        assertThatThrownBy(() -> Pixmap.toPng(bytes(file))).isInstanceOf(HypervisorException.class);
    }

    @Test
    void garbageIsRefused() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] garbage = new byte[random.nextInt(100)];
            random.nextBytes(garbage);
            assertThatThrownBy(() -> Pixmap.toPng(garbage)).isInstanceOf(HypervisorException.class);
            assertThat(Png.is(garbage)).isFalse();
        }
    }
}
