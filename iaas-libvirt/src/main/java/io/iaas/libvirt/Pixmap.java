package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The portable pixmaps in which QEMU before 7.1 draws screens: the binary form, with one byte a colour. */
final class Pixmap {
    private static final Pattern HEADER = Pattern.compile("P6\\s+([0-9]{1,4})\\s+([0-9]{1,4})\\s+255\\s");
    private static final int LONGEST_HEADER = 64;

    private Pixmap() {}

    /**
     * Returns the same picture as a PNG file.
     *
     * @throws HypervisorException HYPERVISOR_REFUSED when it is no picture
     */
    static byte[] toPng(byte[] file) {
        String beginning = new String(file, 0, Math.min(file.length, LONGEST_HEADER), StandardCharsets.ISO_8859_1);
        Matcher header = HEADER.matcher(beginning);
        if (!header.lookingAt()) {
            throw noPicture();
        }
        int width = Integer.parseInt(header.group(1));
        int height = Integer.parseInt(header.group(2));
        byte[] rgb = Arrays.copyOfRange(file, header.end(), file.length);
        if (rgb.length == 0 || rgb.length != width * height * 3) {
            throw noPicture();
        }
        return Png.of(width, height, rgb);
    }

    private static HypervisorException noPicture() {
        return new HypervisorException(
                ErrorCode.HYPERVISOR_REFUSED, "what libvirt gives for a screen is no picture that is known here", "");
    }
}
