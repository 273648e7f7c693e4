package io.iaas.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at what runs have on this host: by libvirt's command line, in the process table, and in the leases' directory. */
final class Observer {
    private final Path leases;

    Observer(Path leases) {
        this.leases = leases;
    }

    static String uri() {
        return System.getProperty("iaas.libvirt.uri", "qemu:///system");
    }

    /** Returns all that there is of a run, as words. */
    List<String> of(String installation) {
        List<String> all = new ArrayList<>();
        virsh("list", "--all", "--name")
                .lines()
                .filter(name -> name.contains(installation))
                .forEach(name -> all.add("domain " + name));
        for (String pool : pools()) {
            files(Path.of(directoryOf(pool)))
                    .filter(file -> file.contains(installation))
                    .forEach(file -> all.add("file " + file));
        }
        files(leases).filter(file -> file.contains(installation)).forEach(file -> all.add("lease " + file));
        processesWith(installation).forEach(pid -> all.add("process " + pid));
        return all;
    }

    /** Returns the numbers that libvirt gave to the running machines of a run, by name: a restarted one has a new one. */
    Map<String, String> runningOf(String installation) {
        return virsh("list")
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length > 2 && columns[1].contains(installation))
                .collect(Collectors.toMap(columns -> columns[1], columns -> columns[0], (a, b) -> a, TreeMap::new));
    }

    /** Returns the pool and the network of a place, as far as they are there. */
    static List<String> shared(String place) {
        return Stream.concat(
                        virsh("pool-list", "--all", "--name").lines(),
                        virsh("net-list", "--all", "--name").lines())
                .filter(name -> name.strip().equals(place))
                .toList();
    }

    static void addVolume(String pool, String name) {
        virsh("vol-create-as", pool, name, "4096");
        if (virsh("vol-path", "--pool", pool, name).isBlank()) {
            throw new IllegalStateException("no volume " + name + " was made in " + pool);
        }
    }

    /** Ends a domain beside the library. */
    static void destroy(String domain) {
        virsh("destroy", domain);
    }

    private static List<String> pools() {
        return virsh("pool-list", "--all", "--name")
                .lines()
                .map(String::strip)
                .filter(name -> name.startsWith("iaas-throwaway-"))
                .toList();
    }

    private static String directoryOf(String pool) {
        String xml = virsh("pool-dumpxml", pool);
        int from = xml.indexOf("<path>");
        return from < 0 ? "/nowhere" : xml.substring(from + "<path>".length(), xml.indexOf("</path>"));
    }

    private static Stream<String> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Returns the processes whose command lines have all of the words. */
    static List<Long> processesWith(String... words) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(directory -> directory.getFileName().toString().matches("[0-9]+"))
                    .filter(directory -> Stream.of(words).allMatch(commandLine(directory)::contains))
                    .map(directory -> Long.valueOf(directory.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            return ""; // it ended while it was read
        }
    }

    /** Returns what virsh says; nothing when what it is asked about has gone meanwhile. */
    private static String virsh(String... command) {
        List<String> whole = new ArrayList<>(List.of("virsh", "-q", "-c", uri()));
        whole.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(whole)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? said : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
