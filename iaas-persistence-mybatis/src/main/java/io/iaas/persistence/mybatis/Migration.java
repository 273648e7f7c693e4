package io.iaas.persistence.mybatis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step of the schema.
 *
 * @param version its number, from 1
 * @param name what it is about
 * @param statements its statements in order
 * @param checksum the SHA-256 of its text, in hexadecimal digits
 */
record Migration(int version, String name, List<String> statements, String checksum) {
    private static final Pattern FILE_NAME = Pattern.compile("V(\\d+)__(\\w+)\\.sql");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");
    private static final Pattern STATEMENT_END = Pattern.compile(";\\s*(?:\\n|$)");

    Migration {
        statements = List.copyOf(statements);
    }

    /** Reads a migration from a resource beside this class; its name is one that Flyway reads, too. */
    static Migration read(String directory, String fileName) {
        String resource = directory + "/" + fileName;
        try (InputStream in = Objects.requireNonNull(Migration.class.getResourceAsStream(resource), resource)) {
            return parse(fileName, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Migration parse(String fileName, String script) {
        Matcher matcher = FILE_NAME.matcher(fileName);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(fileName + " is not V<number>__<name>.sql");
        }
        String text = script.replace("\r\n", "\n");
        List<String> statements = Arrays.stream(
                        STATEMENT_END.split(COMMENT.matcher(text).replaceAll("")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
        return new Migration(Integer.parseInt(matcher.group(1)), matcher.group(2), statements, sha256(text));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
