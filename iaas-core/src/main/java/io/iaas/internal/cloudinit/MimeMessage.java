package io.iaas.internal.cloudinit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A {@code multipart/mixed} message as cloud-init reads it.
 *
 * <p>ASCII parts stay readable, for guests that search the seed by line. All others are base64: cloud-init loses
 * characters outside ASCII in an 8bit part, as Python's email package encodes them raw-unicode-escape.
 */
final class MimeMessage {

    private final List<String> entities = new ArrayList<>();

    /** Adds a text of a content type, with more header lines, each without its line end. */
    MimeMessage part(String contentType, String text, String... headers) {
        boolean readable = text.chars().allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c <= '~'));
        StringBuilder entity = new StringBuilder("Content-Type: " + contentType + "; charset=\"utf-8\"\n");
        entity.append("Content-Transfer-Encoding: ")
                .append(readable ? "7bit" : "base64")
                .append('\n');
        for (String header : headers) {
            entity.append(header).append('\n');
        }
        entity.append('\n').append(readable ? text : base64(text));
        entities.add(entity.toString());
        return this;
    }

    /** Adds a whole MIME entity, header and body. */
    MimeMessage entity(String entity) {
        entities.add(entity);
        return this;
    }

    /** The message. */
    String text() {
        String boundary = boundary();
        StringBuilder message = new StringBuilder("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"")
                .append(boundary)
                .append("\"\n\n");
        entities.forEach(entity -> message.append("--")
                .append(boundary)
                .append('\n')
                .append(entity)
                .append('\n'));
        return message.append("--").append(boundary).append("--\n").toString();
    }

    private String boundary() {
        String all = String.join("\n", entities);
        int number = 0;
        while (all.contains("==iaas-" + number + "==")) {
            number++;
        }
        return "==iaas-" + number + "==";
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "\n";
    }
}
