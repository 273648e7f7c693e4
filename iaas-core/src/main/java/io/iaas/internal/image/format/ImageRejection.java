package io.iaas.internal.image.format;

/** An image is not accepted; the message is a sentence for its owner and holds nothing of the image's content. */
public final class ImageRejection extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, for programs. */
    public enum Reason {
        /** No bytes, or a disk of no size. */
        EMPTY,
        /** Refers to bytes beyond the end of the file. */
        TRUNCATED,
        /** Above a limit of {@link InspectionLimits}. */
        TOO_LARGE,
        /** A size that is no multiple of 512 bytes. */
        UNALIGNED_SIZE,
        /** The content is of another format than declared. */
        FORMAT_MISMATCH,
        /** A disk format that is not accepted. */
        FOREIGN_FORMAT,
        /** A compressed file or an archive. */
        PACKED,
        /** Names another file as its backing file. */
        BACKING_FILE,
        /** Names another file as the place of its data. */
        EXTERNAL_DATA_FILE,
        /** Encrypted. */
        ENCRYPTED,
        /** Needs a feature or version that is not known here. */
        UNKNOWN_FEATURE,
        /** Marked as not closed cleanly, or as corrupt. */
        UNCLEAN,
        /** Holds snapshots or bitmaps beside the disk. */
        EXTRA_CONTENT,
        /** Contradicts its format. */
        MALFORMED,
        /** No kernel that QEMU boots directly. */
        NOT_A_KERNEL,
        /** No initial file system of a kernel. */
        NOT_AN_INITRD
    }

    /** Why, for programs. */
    private final Reason reason;

    ImageRejection(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why, for programs. */
    public Reason reason() {
        return reason;
    }
}
