package io.iaas.internal.cloudinit;

import java.util.Random;

/** Texts made of what breaks parsers. */
final class Hostile {

    private static final String[] PIECES = {
        "\"",
        "'",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u0007",
        "\u007f",
        "\u0085",
        "\u2028",
        "\ufeff",
        ": ",
        " #",
        "- ",
        "&anchor",
        "*alias",
        "!!python/object",
        "{",
        "}",
        "[",
        "]",
        ",",
        "|",
        ">",
        "%",
        "@",
        "`",
        "---",
        "...",
        "<<: ",
        "mime-version:",
        "--==iaas-0==",
        "{{ x }}",
        "$(id)",
        "é",
        "漢",
        "😀",
        "\ufffd",
        "a",
        "Z",
        "0",
        " ",
        "\nruncmd: x"
    };

    private Hostile() {}

    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int piece = 0; piece < length; piece++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** As an SSH key's comment may be: on one line, without control characters, but for spaces at its ends. */
    static String comment(Random random) {
        return text(random).replaceAll("\\p{Cntrl}", "").strip();
    }
}
