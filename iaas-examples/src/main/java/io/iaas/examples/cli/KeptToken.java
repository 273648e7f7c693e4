package io.iaas.examples.cli;

import io.iaas.error.InvalidInputException;
import io.iaas.identity.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A log-in that later commands use: a file with the token and nothing else, which only its user can read.
 *
 * @param file beside the database
 */
record KeptToken(Path file) {
    private static final FileAttribute<Set<PosixFilePermission>> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Returns the token that is kept; empty when nobody is logged in. */
    Optional<Token> read() {
        try {
            return Optional.of(new Token(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(file + " holds no token; delete it");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Keeps a token in place of an earlier one; the file is made with its mode, not given it afterwards. */
    void keep(Token token) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Path made = Files.createTempFile(directory, file.getFileName() + ".", ".new", OWN);
            Files.writeString(made, token.value() + System.lineSeparator());
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Forgets the log-in; false when there was none. */
    boolean forget() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
