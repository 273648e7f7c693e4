package io.iaas.libvirt;

import io.iaas.error.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A libvirt URI that may be used. Only what is known to be safe is let through: whoever can choose a URI must not be
 * able to run a program with it ({@code +ext}, {@code command=}, {@code netcat=}, a host that reads as an option of
 * ssh), to send commands unencrypted, or to have a password written into logs.
 */
final class ConnectionUri {
    /** What a host runs. */
    enum Driver {
        QEMU_SYSTEM,
        QEMU_SESSION,
        TEST
    }

    private static final Set<String> TRANSPORTS = Set.of("", "unix", "ssh", "libssh", "libssh2", "tls", "tcp");
    /** Where files and sockets are and how the host is recognized; nothing that runs a program or weakens a check. */
    private static final Set<String> PARAMETERS =
            Set.of("socket", "mode", "keyfile", "known_hosts", "sshauth", "pkipath", "tls_priority", "no_tty");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private final String text;
    private final String transport;
    private final Driver driver;
    private final Optional<String> host;

    private ConnectionUri(String text, String transport, Driver driver, Optional<String> host) {
        this.text = text;
        this.transport = transport;
        this.driver = driver;
        this.host = host;
    }

    /**
     * Reads a URI.
     *
     * @throws InvalidInputException when it is malformed, unsafe, or of a kind that the driver does not support
     */
    static ConnectionUri parse(String text, boolean allowUnencryptedTcp) {
        URI uri = syntax(text);
        String scheme = part(uri.getScheme()).toLowerCase(Locale.ROOT);
        int plus = scheme.indexOf('+');
        String product = plus < 0 ? scheme : scheme.substring(0, plus);
        String transport = plus < 0 ? "" : scheme.substring(plus + 1);
        check(
                TRANSPORTS.contains(transport),
                "transport '" + transport + "' is not supported; use unix, ssh, libssh, libssh2 or tls");
        check(
                !transport.equals("tcp") || allowUnencryptedTcp,
                "transport 'tcp' is neither encrypted nor authenticated; use tls or ssh, or allow it explicitly with"
                        + " allowUnencryptedTcp()");
        Optional<String> host = host(uri, transport);
        parameters(uri);
        return new ConnectionUri(text, transport, driver(product, part(uri.getPath())), host);
    }

    Driver driver() {
        return driver;
    }

    /** Returns the host's name or address; empty when it is this machine. */
    Optional<String> host() {
        return host;
    }

    boolean isLocal() {
        return host.isEmpty();
    }

    /** Returns the URI for libvirt. ssh must not ask for a password at a terminal that nobody looks at. */
    String forLibvirt() {
        boolean asks = transport.equals("ssh") && !text.contains("no_tty=");
        return asks ? text + (text.contains("?") ? "&" : "?") + "no_tty=1" : text;
    }

    @Override
    public String toString() {
        return text;
    }

    private static URI syntax(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidInputException("libvirt URI: malformed at character " + (e.getIndex() + 1));
        }
    }

    private static Driver driver(String product, String path) {
        if (product.equals("test")) {
            check(path.length() > 1, "test needs a path, as in test:///default");
            return Driver.TEST;
        }
        check(product.equals("qemu"), "'" + product + "' is not supported; use qemu:///system or qemu:///session");
        return switch (path) {
            case "/system" -> Driver.QEMU_SYSTEM;
            case "/session" -> Driver.QEMU_SESSION;
            default ->
                throw new InvalidInputException(
                        "libvirt URI: path '" + path + "' is not supported; use /system or /session");
        };
    }

    private static Optional<String> host(URI uri, String transport) {
        String authority = part(uri.getRawAuthority());
        if (authority.isEmpty()) {
            boolean remote = !transport.isEmpty() && !transport.equals("unix");
            check(!remote, "transport '" + transport + "' needs a host");
            return Optional.empty();
        }
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            check(
                    USER.matcher(authority.substring(0, at)).matches(),
                    "only a plain user name may stand before the host; passwords do not belong into a URI");
        }
        String place = authority.substring(at + 1).replaceFirst(":[0-9]{1,5}$", "");
        check(HOST.matcher(place).matches(), "the host is malformed");
        check(!transport.equals("unix"), "transport 'unix' takes no host");
        return Optional.of(place.startsWith("[") ? place.substring(1, place.length() - 1) : place);
    }

    private static void parameters(URI uri) {
        check(uri.getFragment() == null, "a fragment has no meaning");
        List<String> names = Stream.of(part(uri.getRawQuery()).split("[&;]"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.replaceFirst("=.*", ""))
                .toList();
        for (String name : names) {
            check(
                    PARAMETERS.contains(name),
                    "parameter '" + name + "' is not allowed: it could run a program or weaken a check");
        }
    }

    private static String part(@Nullable String part) {
        return part == null ? "" : part;
    }

    private static void check(boolean holds, String fault) {
        if (!holds) {
            throw new InvalidInputException("libvirt URI: " + fault);
        }
    }
}
