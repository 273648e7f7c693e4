package io.iaas.internal.image.download;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** The body of an answer; its end before the end that was told is an error. */
abstract class Body extends BlockStream {
    /** How many bytes may be taken before the next look at the protocol. */
    long left;

    Body(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw DownloadException.failed("the server ended its answer too early");
        }
        left -= read;
        return read;
    }

    /** A body of a length that was told beforehand. */
    static final class Sized extends Body {
        Sized(InputStream in, long bytes) {
            super(in);
            left = bytes;
        }
    }

    /** A body in chunks, each with its length before it (RFC 9112, 7.1). */
    static final class Chunked extends Body {
        private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{1,15}");
        private static final int LONGEST_LINE = 1024;

        private final long maxBytes;
        private long told;
        private boolean ended;

        Chunked(InputStream in, long maxBytes) {
            super(in);
            this.maxBytes = maxBytes;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            return super.read(buffer, offset, length);
        }

        private void nextChunk() throws IOException {
            boolean unended = told > 0 && !line().isEmpty();
            String size = line().split(";", 2)[0].strip();
            if (unended || !SIZE.matcher(size).matches()) {
                throw DownloadException.failed("the server's answer is malformed");
            }
            left = Long.parseLong(size, 16);
            told += left;
            if (left > maxBytes || told > maxBytes) {
                throw ResponseHead.tooLong(maxBytes);
            }
            ended = left == 0;
        }

        private String line() throws IOException {
            return ResponseHead.line(in, new ResponseHead.Budget(LONGEST_LINE));
        }
    }
}
