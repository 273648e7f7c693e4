package io.iaas.internal.image.download;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of an HTTP/1.1 answer.
 *
 * @param status its status
 * @param fields its header fields by their names in lower case
 */
record ResponseHead(int status, Map<String, List<String>> fields) {
    private static final int MAX_BYTES = 64 << 10;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** Reads up to the empty line, and not a byte further. */
    static ResponseHead read(InputStream in) throws IOException {
        Budget budget = new Budget(MAX_BYTES);
        Matcher status = STATUS.matcher(line(in, budget));
        if (!status.matches()) {
            throw DownloadException.failed("the server does not speak HTTP/1.1");
        }
        Map<String, List<String>> fields = new TreeMap<>();
        for (String line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
            int colon = line.indexOf(':');
            if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
                throw DownloadException.failed("the server's answer is malformed");
            }
            fields.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new ResponseHead(Integer.parseInt(status.group(1)), fields);
    }

    /** Returns the only value of a field; two would leave open which one counts. */
    Optional<String> only(String name) throws DownloadException {
        List<String> values = fields.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw DownloadException.failed("the server gives the header field " + name + " more than once");
        }
        return values.stream().findFirst();
    }

    /** Returns the body of the answer, which ends where the head says and is an error where it ends before. */
    InputStream body(InputStream in, long maxBytes) throws DownloadException {
        if (!only("content-encoding").orElse("identity").equalsIgnoreCase("identity")) {
            throw DownloadException.failed("the server packs what it sends");
        }
        Optional<String> coding = only("transfer-encoding");
        Optional<String> length = only("content-length");
        if (coding.isPresent()) {
            if (!coding.get().equalsIgnoreCase("chunked") || length.isPresent()) {
                throw DownloadException.failed("the server's answer is malformed");
            }
            return new Body.Chunked(in, maxBytes);
        }
        String digits = length.orElseThrow(() -> DownloadException.failed("the server does not say how much it sends"));
        if (!LENGTH.matcher(digits).matches()) {
            throw DownloadException.failed("the server's answer is malformed");
        }
        long bytes = Long.parseLong(digits);
        if (bytes > maxBytes) {
            throw tooLong(maxBytes);
        }
        return new Body.Sized(in, bytes);
    }

    static DownloadException tooLong(long maxBytes) {
        return DownloadException.refused("the server sends more than " + maxBytes + " bytes");
    }

    /** How much may still be read. */
    static final class Budget {
        private int left;

        Budget(int bytes) {
            left = bytes;
        }

        void spend() throws DownloadException {
            if (left-- == 0) {
                throw DownloadException.failed("the head of the server's answer is too long");
            }
        }
    }

    static String line(InputStream in, Budget budget) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw DownloadException.failed("the server ended its answer too early");
            }
            budget.spend();
            line.append((char) next);
        }
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }
}
