package io.iaas.internal.image.format;

import io.iaas.internal.image.format.ImageRejection.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Walks the header extensions of a qcow2 file; unknown ones are ignored, as the format asks for. */
final class Qcow2Extensions {

    private static final int END = 0;
    private static final int BACKING_FORMAT = 0xe2792aca;
    private static final int DATA_FILE_NAME = 0x44415441;
    private static final int ENCRYPTION = 0x0537be77;
    private static final int BITMAPS = 0x23852875;
    private static final int MAX_COUNT = 64;

    private Qcow2Extensions() {}

    static void check(ImageBytes bytes, Qcow2Header header) throws IOException, ImageRejection {
        long end = header.clusterBytes();
        long offset = header.length();
        for (int count = 0; offset + 8 <= end; count++) {
            ByteBuffer extension = bytes.read(offset, 8);
            int type = extension.getInt();
            long length = Integer.toUnsignedLong(extension.getInt());
            checkType(type);
            offset += 8 + (length + 7) / 8 * 8;
            if (offset > end || count == MAX_COUNT) {
                throw Qcow2Header.reject(Reason.MALFORMED, "The image's header extensions have no end");
            }
            if (type == END) {
                return;
            }
        }
    }

    private static void checkType(int type) throws ImageRejection {
        switch (type) {
            case BACKING_FORMAT ->
                throw Qcow2Header.reject(Reason.BACKING_FILE, "The image names the format of a backing file");
            case DATA_FILE_NAME ->
                throw Qcow2Header.reject(Reason.EXTERNAL_DATA_FILE, "The image names a file for its data");
            case ENCRYPTION -> throw Qcow2Header.reject(Reason.ENCRYPTED, "The image is encrypted");
            case BITMAPS ->
                throw Qcow2Header.reject(
                        Reason.EXTRA_CONTENT, "The image has dirty bitmaps; flatten it with qemu-img convert");
            default -> {}
        }
    }
}
