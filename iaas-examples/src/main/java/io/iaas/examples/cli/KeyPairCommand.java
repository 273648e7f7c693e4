package io.iaas.examples.cli;

import io.iaas.error.InvalidInputException;
import io.iaas.identity.GeneratedKeyPair;
import io.iaas.identity.KeyPair;
import io.iaas.identity.StoredKeyPair;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The SSH key pairs of the project. */
@Command(
        name = "keypair",
        description = "The SSH key pairs of the project (see --project).",
        synopsisSubcommandLabel = "COMMAND")
final class KeyPairCommand {
    @ParentCommand
    private IaasCommand root;

    /** A key pair as the command line prints it. */
    record KeyPairView(String name, String type, String fingerprint, Instant createdAt) {
        static KeyPairView of(StoredKeyPair pair) {
            return new KeyPairView(pair.name(), pair.key().type(), pair.fingerprint(), pair.createdAt());
        }
    }

    @Command(name = "import", description = "Keep the public half of a key pair.")
    int importKey(
            @Parameters(paramLabel = "NAME", description = "The name to give.") String name,
            @Parameters(paramLabel = "FILE", description = "The public key, as ssh-keygen writes it.") Path file) {
        KeyPair key = KeyPair.parse(read(file));
        return root.read(session -> {
            session.output().show(KeyPairView.of(session.view().keyPairs().importKey(name, key)));
            return ExitCode.OK;
        });
    }

    @Command(name = "generate", description = "Make an Ed25519 key pair, and keep its public half.")
    int generate(
            @Parameters(paramLabel = "NAME", description = "The name to give.") String name,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            required = true,
                            description = "Where to write the private half, which is kept nowhere else; a new file.")
                    Path file) {
        return root.read(session -> {
            claim(file);
            try {
                GeneratedKeyPair made = session.view().keyPairs().generate(name);
                Files.writeString(file, made.privateKey());
            } catch (IOException e) {
                session.view().keyPairs().delete(name);
                throw new InvalidInputException(file + " cannot be written: " + e.getMessage());
            } catch (RuntimeException e) {
                release(file, e);
                throw e;
            }
            session.output().show(KeyPairView.of(session.view().keyPairs().get(name)));
            return ExitCode.OK;
        });
    }

    @Command(name = "list", description = "List the key pairs.")
    int list() {
        return root.read(session -> {
            session.output()
                    .list(
                            Session.all(session.view().keyPairs()::list, KeyPairView::of),
                            "name",
                            "type",
                            "fingerprint",
                            "createdAt");
            return ExitCode.OK;
        });
    }

    @Command(name = "delete", description = "Delete a key pair; machines keep the keys that they were created with.")
    int delete(@Parameters(paramLabel = "NAME", description = "The key pair's name.") String name) {
        return root.read(session -> {
            session.view().keyPairs().delete(name);
            session.output().note("key pair '" + name + "' is deleted");
            return ExitCode.OK;
        });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidInputException("SSH public key " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** Makes the file, for its owner alone, before there is a key that could be lost. */
    private static void claim(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new InvalidInputException(file + " exists already, and is not overwritten");
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be written: " + e.getMessage());
        }
    }

    private static void release(Path file, RuntimeException error) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            error.addSuppressed(e);
        }
    }
}
