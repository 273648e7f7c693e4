package io.iaas.testkit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** An image that can be built from packages of this machine's distribution. */
enum BuiltInImage {
    TINY("tiny", "a"),
    TINY_DISK("tiny-disk", "b"),
    TINY_UEFI("tiny-uefi", "b-uefi"),
    BOOT_SECTOR("boot-sector", "d"),
    DEBIAN("debian", "c");

    /** No path of a file begins so that anybody would write: {@code ./} before it says that one does. */
    static final String PREFIX = "builtin:";

    private final String word;
    private final String recipe;

    BuiltInImage(String word, String recipe) {
        this.word = word;
        this.recipe = recipe;
    }

    /** Returns what the scripts that build it call it. */
    String recipe() {
        return recipe;
    }

    /** Returns the image of a name behind the prefix, or empty. */
    static Optional<BuiltInImage> named(String word) {
        return Arrays.stream(values()).filter(image -> image.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(BuiltInImage::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return word;
    }
}
