package io.iaas.internal.cloudinit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The user's own user-data as one part of a MIME message.
 *
 * @param contentType how cloud-init shall read it, or empty when the text brings its own MIME header
 * @param text the user's text, unchanged
 */
record UserPart(String contentType, String text) {

    // Longest first where one is the beginning of another; from cloud-init's handlers/__init__.py.
    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("#cloud-config-archive", "text/cloud-config-archive");
        TYPES.put("#cloud-config-jsonp", "text/cloud-config-jsonp");
        TYPES.put("#cloud-config", "text/cloud-config");
        TYPES.put("#cloud-boothook", "text/cloud-boothook");
        TYPES.put("#include-once", "text/x-include-once-url");
        TYPES.put("#include", "text/x-include-url");
        TYPES.put("#part-handler", "text/part-handler");
        TYPES.put("#!", "text/x-shellscript");
        TYPES.put("## template: jinja", "text/jinja2");
    }

    private static final Pattern HEADER_LINE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*:");
    private static final Pattern MIME_VERSION = Pattern.compile("(?im)^mime-version:");
    private static final Pattern BLANK_LINE = Pattern.compile("\r?\n\r?\n");

    /**
     * Recognises the text by its first line, as cloud-init does.
     *
     * @throws IllegalArgumentException when cloud-init would ignore the text
     */
    static UserPart of(String text) {
        String beginning = text.stripLeading().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> type : TYPES.entrySet()) {
            if (beginning.startsWith(type.getKey())) {
                return new UserPart(type.getValue(), text);
            }
        }
        if (isMimeMessage(text)) {
            return new UserPart("", text);
        }
        throw new IllegalArgumentException("The user-data begins with nothing that cloud-init reads: the first line is"
                + " #cloud-config, #!, #include, #cloud-boothook, '## template: jinja' or another of cloud-init's"
                + " marks, or the text is a MIME message with MIME-Version in its header");
    }

    boolean isMimeMessage() {
        return contentType.isEmpty();
    }

    private static boolean isMimeMessage(String text) {
        String header = BLANK_LINE.split(text, 2)[0];
        return header.length() < text.length()
                && HEADER_LINE.matcher(text).lookingAt()
                && MIME_VERSION.matcher(header).find();
    }
}
