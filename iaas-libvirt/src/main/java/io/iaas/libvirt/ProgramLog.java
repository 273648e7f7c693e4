package io.iaas.libvirt;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The logs of the programs that run guests. libvirt has no call for them: they are read where they lie, when they lie on
 * this machine and this user may.
 *
 * @param directory where they are; empty for a host that is not this machine
 */
record ProgramLog(Optional<Path> directory) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    static ProgramLog of(ConnectionUri uri) {
        if (!uri.isLocal()) {
            return new ProgramLog(Optional.empty());
        }
        return new ProgramLog(
                switch (uri.driver()) {
                    case QEMU_SYSTEM -> Optional.of(Path.of("/var/log/libvirt/qemu"));
                    case QEMU_SESSION ->
                        Optional.of(LibvirtHypervisorBuilder.home("XDG_CACHE_HOME", ".cache")
                                .resolve("libvirt/qemu/log"));
                    case TEST -> Optional.empty();
                });
    }

    /** Returns the end of a domain's log; empty when it cannot be read. */
    Optional<String> tail(String domain, int maxBytes) {
        if (directory.isEmpty() || !PLAIN.matcher(domain).matches()) {
            return Optional.empty();
        }
        Path file = directory.get().resolve(domain + ".log");
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long size = log.length();
            byte[] end = new byte[(int) Math.min(size, Math.max(0, maxBytes))];
            log.seek(size - end.length);
            log.readFully(end);
            return Optional.of(new String(end, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
