package io.iaas.image;

import io.iaas.error.InvalidInputException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;

/** Where an image's bytes come from. */
public sealed interface ImageSource {
    /**
     * A file that the process which runs the operation can read.
     *
     * @param path the file; made absolute at submission
     */
    record OfFile(Path path) implements ImageSource {
        /** Makes the path absolute, since another process may run the operation. */
        public OfFile {
            path = path.toAbsolutePath().normalize();
        }
    }

    /**
     * A stream, read once, by the operation, in this process, and closed by it. When the process dies the import
     * cannot go on and is undone.
     *
     * @param stream the bytes
     */
    record OfStream(InputStream stream) implements ImageSource {}

    /**
     * A place on the network, asked by the process that runs the operation, without cookies and credentials. Its query
     * may be a secret: the URL is kept until the operation ends, and its query never shown.
     *
     * @param url an https URL, or an http URL where the import names the SHA-256 that it expects; with a host, without
     *     user and fragment, at most 2,048 characters
     */
    record OfUrl(URI url) implements ImageSource {
        private static final int LONGEST = 2048;
        private static final int LAST_PORT = 65_535;

        /** Checks the form of the URL. */
        public OfUrl {
            boolean known = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (!known) {
                throw new InvalidInputException("an image's URL is an https or http URL");
            }
            if (url.getHost() == null || url.getPort() == 0 || url.getPort() > LAST_PORT) {
                throw new InvalidInputException("an image's URL names a host, and a port from 1 to 65535 if any");
            }
            if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw new InvalidInputException("an image's URL has no user, password or fragment");
            }
            if (url.toASCIIString().length() > LONGEST) {
                throw new InvalidInputException("an image's URL has at most " + LONGEST + " characters");
            }
        }

        /** Returns whether nobody on the way can read or change what is sent. */
        public boolean isEncrypted() {
            return "https".equalsIgnoreCase(url.getScheme());
        }

        /** Shows where the image is without what may be secret. */
        @Override
        public String toString() {
            return url.getScheme() + "://" + url.getHost() + "/...";
        }
    }
}
