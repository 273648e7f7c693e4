package io.iaas.examples.system;

import io.iaas.examples.reliability.Inventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a host holds, seen past the code under test: by virsh, and in the pool's directory.
 *
 * @param states each domain's state by its name
 * @param domains each domain's XML; that of a running one holds the number of its run
 * @param networks each network's XML
 * @param filters each network filter's XML
 * @param volumes the names of the volumes that libvirt knows
 * @param files what is in the pool's directory
 */
public record HostInventory(
        Map<String, String> states,
        Map<String, String> domains,
        Map<String, String> networks,
        Map<String, String> filters,
        List<String> volumes,
        Map<String, FileState> files) {
    private static final Map<String, String> STATES =
            Map.of("running", "RUNNING", "paused", "PAUSED", "shut off", "OFF", "crashed", "CRASHED");
    private static final Pattern TITLE = Pattern.compile("<title>(.*)</title>");
    private static final String ROTATED = ".0";

    /**
     * A file.
     *
     * @param sha256 the digest of its bytes
     * @param rest its mode, owner and times
     */
    public record FileState(String sha256, String rest) {}

    /** Looks at a host. */
    public static HostInventory take(String uri, String pool, Path directory) {
        Virsh virsh = new Virsh(uri);
        List<String> domains = virsh.names("list", "--all", "--name");
        return new HostInventory(
                virsh.runOnEach("domstate", domains),
                virsh.runOnEach("dumpxml", domains),
                networks(virsh),
                virsh.runOnEach("nwfilter-dumpxml", virsh.column(1, "nwfilter-list")),
                virsh.column(0, "vol-list", pool),
                files(directory));
    }

    /** Without the number of those who use one now. */
    private static Map<String, String> networks(Virsh virsh) {
        Map<String, String> networks = virsh.runOnEach("net-dumpxml", virsh.names("net-list", "--all", "--name"));
        networks.replaceAll((name, xml) -> xml.replaceAll(" connections='[0-9]+'", ""));
        return networks;
    }

    private static Map<String, FileState> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(), HostInventory::describe, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileState describe(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return new FileState(
                    HexFormat.of().formatHex(digest),
                    Files.readAttributes(file, "unix:mode,uid,gid,lastModifiedTime,ctime")
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what the records are compared with. A rotated part of a log belongs to the log. */
    public Inventory inventory() {
        Map<String, Inventory.Domain> seen = new TreeMap<>();
        domains.forEach((name, xml) -> seen.put(name, new Inventory.Domain(state(name), title(xml))));
        Map<String, String> digests = new TreeMap<>();
        files.forEach((name, file) -> digests.put(name, file.sha256()));
        digests.keySet()
                .removeIf(name -> name.endsWith(ROTATED)
                        && files.containsKey(name.substring(0, name.length() - ROTATED.length())));
        return new Inventory(seen, digests);
    }

    private String state(String domain) {
        String said = states.getOrDefault(domain, "");
        return STATES.getOrDefault(said, said);
    }

    private static String title(String xml) {
        Matcher title = TITLE.matcher(xml);
        return title.find() ? title.group(1) : "";
    }

    /** Returns what is wrong with the domains and volumes of one installation apart from any record, in words. */
    public List<String> violations(String prefix) {
        List<String> violations = new ArrayList<>();
        named(name -> name.startsWith(prefix)).domains.forEach((name, xml) -> {
            String vm = name.substring(prefix.length());
            boolean tagged = xml.contains("installation=\"" + prefix.split("-", -1)[1] + "\"")
                    && xml.contains("vm=\"" + vm + "\"")
                    && xml.contains("<uuid>" + vm + "</uuid>");
            if (!tagged) {
                violations.add("I2 a domain does not say whose it is: " + name);
            }
        });
        List<String> known = volumes.stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
        List<String> there =
                files.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
        if (!known.equals(there)) {
            violations.add("I2 libvirt knows of " + known + ", and there are " + there);
        }
        return violations;
    }

    /** Returns what is named as none of these installations name their own. */
    HostInventory foreignTo(Collection<String> prefixes) {
        return named(name -> prefixes.stream().noneMatch(name::startsWith));
    }

    /** Returns what is named so. */
    HostInventory named(Predicate<String> wanted) {
        return new HostInventory(
                named(states, wanted),
                named(domains, wanted),
                named(networks, wanted),
                named(filters, wanted),
                volumes.stream().filter(wanted).toList(),
                named(files, wanted));
    }

    private static <T> Map<String, T> named(Map<String, T> all, Predicate<String> wanted) {
        Map<String, T> kept = new TreeMap<>(all);
        kept.keySet().removeIf(wanted.negate());
        return kept;
    }
}
