package io.iaas.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The leases of a user's runs. A lease is a file that its run keeps locked, so one that can be locked is that of a dead
 * run; no clock is asked. Its name tells the installation, the host, and where the run makes its things.
 *
 * <p>Whoever begins, takes over or ends a lease holds the lock of the guard meanwhile. The guard's content is random, and
 * the pools and networks of the runs are named after it: none is shared by runs that do not share the guard.
 */
final class LeaseDirectory {
    private static final Object ONE_IN_THIS_PROCESS = new Object();
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{12})(\\.([0-9a-f]{8})\\.[0-9a-f]{8}\\.lease)");
    private static final int ID_LENGTH = 8;

    private final Path directory;
    private final String host;

    private LeaseDirectory(Path directory, String host) {
        this.directory = directory;
        this.host = host;
    }

    /**
     * Returns the directory, made where it was not.
     *
     * @param host the name of this host: leases of others in a shared directory are left to them
     */
    static LeaseDirectory at(Path directory, String host) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new LeaseDirectory(directory.toRealPath(), id(host));
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of leases cannot be used: " + directory, e);
        }
    }

    Path path() {
        return directory;
    }

    /** Begins the lease of a new run. */
    Lease begin(String installation, String uri) {
        return guarded(guard -> {
            Place place = new Place(uri, "iaas-throwaway-" + id(idOf(guard) + host));
            LockedFile file =
                    LockedFile.create(directory.resolve(installation + "." + host + "." + id(uri) + ".lease"));
            file.write(place.uri() + "\n" + place.name() + "\n");
            return new Lease(file, installation, place);
        });
    }

    /** Takes over the leases of the dead runs of this host; whoever does ends them, or lets go of their files. */
    List<Lease> takeDead() {
        return guarded(guard ->
                files().stream().flatMap(file -> takeDead(file).stream()).toList());
    }

    /** Takes over the lease of one run; empty while it lives. */
    Optional<Lease> takeDead(String installation) {
        return guarded(guard -> files().stream()
                .filter(file -> name(file).group(1).equals(installation))
                .flatMap(file -> takeDead(file).stream())
                .findFirst());
    }

    /** Returns whether there is a lease of a run, dead or alive. */
    boolean has(String installation) {
        return files().stream().anyMatch(file -> name(file).group(1).equals(installation));
    }

    /** Ends a lease, and does something before where no other run is at its place. None can begin there meanwhile. */
    void end(Lease lease, Runnable ifLast) {
        guarded(guard -> {
            String place = name(lease.file().path()).group(2);
            boolean last = files().stream()
                    .filter(file -> !file.equals(lease.file().path()))
                    .noneMatch(file -> name(file).group(2).equals(place));
            if (last) {
                ifLast.run();
            }
            lease.file().delete();
            return last;
        });
    }

    private Optional<Lease> takeDead(Path path) {
        return name(path).group(3).equals(host)
                ? LockedFile.tryLock(path).flatMap(LeaseDirectory::read)
                : Optional.empty();
    }

    /** A run that died before it had written its lease has made nothing. */
    private static Optional<Lease> read(LockedFile file) {
        String[] lines = file.text().split("\n", -1);
        if (lines.length == 3) {
            return Optional.of(new Lease(file, name(file.path()).group(1), new Place(lines[0], lines[1])));
        }
        file.delete();
        return Optional.empty();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static Matcher name(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the name of a lease: " + file);
        }
        return matcher;
    }

    private <T> T guarded(Function<LockedFile, T> work) {
        synchronized (ONE_IN_THIS_PROCESS) {
            try (LockedFile guard = LockedFile.await(directory.resolve("guard"))) {
                return work.apply(guard);
            }
        }
    }

    private static String idOf(LockedFile guard) {
        if (guard.text().length() != ID_LENGTH) {
            guard.write(id(UUID.randomUUID().toString()));
        }
        return guard.text();
    }

    private static String id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, ID_LENGTH);
    }
}
