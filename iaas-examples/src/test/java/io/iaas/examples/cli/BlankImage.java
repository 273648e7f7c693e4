package io.iaas.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The image {@code blank}, imported as a user would. */
final class BlankImage {
    private BlankImage() {}

    /** Returns a database that holds it and nothing else. */
    static Path importedIn(Path directory) throws IOException {
        Path database = directory.resolve("test.db");
        Path disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]);
        Invocation.json(database, 0, "image", "import", "blank", disk.toString());
        return database;
    }
}
