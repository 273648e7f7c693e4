package io.iaas.libvirt;

import io.iaas.error.InvalidInputException;
import io.iaas.host.HostId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes how a libvirt host is used. */
public final class LibvirtHypervisorBuilder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,49}");
    private static final String DEFAULT_NAME = "iaas";
    private static final String SYSTEM_DIRECTORY = "/var/lib/libvirt/images/";

    private final String uri;
    private @Nullable HostId hostId;
    private AcceleratorSetting accelerator = AcceleratorSetting.AUTO;
    private String pool = DEFAULT_NAME;
    private @Nullable String poolDirectory;
    private String network = DEFAULT_NAME;
    private boolean networkIsOurs = true;
    private FenceSetting fence = FenceSetting.REQUIRED;
    private Duration callLimit = Duration.ofSeconds(30);
    private Duration keepAliveInterval = Duration.ofSeconds(5);
    private int keepAliveCount = 3;
    private boolean unencryptedTcp;
    private boolean fastStart;
    private boolean screen;
    private boolean ephemeral;
    private @Nullable Path stateDirectory;

    LibvirtHypervisorBuilder(String uri) {
        this.uri = uri;
    }

    /** Names the host; by default {@code local} for this machine, else the host's name in the URI. */
    public LibvirtHypervisorBuilder hostId(HostId id) {
        hostId = id;
        return this;
    }

    /** Sets what guests run with; {@link AcceleratorSetting#AUTO} by default. */
    public LibvirtHypervisorBuilder accelerator(AcceleratorSetting setting) {
        accelerator = setting;
        return this;
    }

    /**
     * Sets the storage pool's name; {@code iaas} by default. A pool of this name is used as it is, also when somebody
     * else made it.
     */
    public LibvirtHypervisorBuilder pool(String name) {
        pool = name(name);
        return this;
    }

    /**
     * Sets where on the host the pool is made when there is none. By default that is
     * {@code /var/lib/libvirt/images/<pool>}, for session URIs {@code ~/.local/share/iaas/images}. The user that QEMU
     * runs as must be able to search all directories above. An empty directory goes with the pool that is released.
     */
    public LibvirtHypervisorBuilder poolDirectory(Path directory) {
        if (!directory.isAbsolute()) {
            throw new InvalidInputException("the pool's directory must be absolute");
        }
        poolDirectory = directory.toString();
        return this;
    }

    /** Sets the name of the NAT network that the driver makes; {@code iaas} by default. */
    public LibvirtHypervisorBuilder network(String name) {
        network = name(name);
        networkIsOurs = true;
        return this;
    }

    /** Has domains use a network that somebody else keeps; it is never made, started or changed. */
    public LibvirtHypervisorBuilder existingNetwork(String name) {
        network = name(name);
        networkIsOurs = false;
        return this;
    }

    /**
     * Sets whether guests are kept to addresses of their own; {@link FenceSetting#REQUIRED} by default. It holds for
     * domains that are defined from then on. Without meaning for user-mode networking, where guests share nothing.
     */
    public LibvirtHypervisorBuilder fence(FenceSetting setting) {
        fence = setting;
        return this;
    }

    /** Sets how long one call may take; 30 seconds by default. */
    public LibvirtHypervisorBuilder callLimit(Duration limit) {
        callLimit = positive("the call limit", limit);
        return this;
    }

    /**
     * Sets how a dead peer is told from a slow one; by default it is asked every 5 seconds and dead after 3 silences.
     *
     * @param interval how often, in whole seconds
     * @param count how many silences
     */
    public LibvirtHypervisorBuilder keepAlive(Duration interval, int count) {
        if (positive("the keepalive interval", interval).toSeconds() < 1 || count < 1) {
            throw new InvalidInputException("keepalive needs at least one second and one silence");
        }
        keepAliveInterval = interval;
        keepAliveCount = count;
        return this;
    }

    /** Allows {@code +tcp} URIs, over which everybody on the way can read and send commands. */
    public LibvirtHypervisorBuilder allowUnencryptedTcp() {
        unencryptedTcp = true;
        return this;
    }

    /**
     * Starts domains about 0.4 seconds faster, by a setting of libvirt meant for debugging: libvirt does not read back
     * which processor features a guest really got. For throwaway machines; libvirt marks such domains as tainted.
     */
    public LibvirtHypervisorBuilder fastStart() {
        fastStart = true;
        return this;
    }

    /**
     * Gives guests a screen, which {@link io.iaas.Iaas#evidence} shows. Nobody can connect to it. For guests that tell on
     * it what they do not tell on the serial port; it takes memory and time at their start. Holds for domains that are
     * defined from now on.
     */
    public LibvirtHypervisorBuilder screen() {
        screen = true;
        return this;
    }

    /**
     * Lets guests live no longer than this driver: libvirt ends those that it has started when the driver is closed, or
     * its process dies, and keeps nothing of a domain that is off. Disks stay. The driver declares the capability
     * {@link io.iaas.spi.hypervisor.Capability#EPHEMERAL}. The same happens when the connection is lost: when a process
     * is halted for longer than libvirt's keepalive allows, half a minute by default, its guests are gone.
     */
    public LibvirtHypervisorBuilder ephemeral() {
        ephemeral = true;
        return this;
    }

    /** Sets where a proven accelerator is remembered; {@code iaas} in the user's cache directory by default. */
    public LibvirtHypervisorBuilder stateDirectory(Path directory) {
        stateDirectory = directory;
        return this;
    }

    /**
     * Returns the host. Connects to nothing.
     *
     * @throws InvalidInputException when the URI is malformed, unsafe or not supported, or leaves open what must be set
     */
    public LibvirtHypervisor build() {
        ConnectionUri parsed = ConnectionUri.parse(uri, unencryptedTcp);
        if (ephemeral && parsed.driver() == ConnectionUri.Driver.TEST) {
            throw new InvalidInputException("libvirt's test driver ends no guests with a connection");
        }
        return new LibvirtHypervisor(new Settings(
                parsed,
                hostId == null ? hostOf(parsed) : hostId,
                accelerator,
                pool,
                poolDirectory == null ? directoryFor(parsed) : poolDirectory,
                network,
                networkIsOurs,
                fence,
                callLimit,
                keepAliveInterval,
                keepAliveCount,
                fastStart,
                screen,
                ephemeral,
                stateDirectory == null ? home("XDG_CACHE_HOME", ".cache").resolve(DEFAULT_NAME) : stateDirectory));
    }

    private static HostId hostOf(ConnectionUri uri) {
        return new HostId(
                uri.host().map(host -> host.replaceAll("[^A-Za-z0-9.]+", "-")).orElse("local"));
    }

    private String directoryFor(ConnectionUri uri) {
        if (uri.driver() != ConnectionUri.Driver.QEMU_SESSION) {
            return SYSTEM_DIRECTORY + pool;
        }
        if (!uri.isLocal()) {
            throw new InvalidInputException("a session on another host needs poolDirectory(...)");
        }
        String last = pool.equals(DEFAULT_NAME) ? "images" : pool;
        return home("XDG_DATA_HOME", ".local/share")
                .resolve(DEFAULT_NAME)
                .resolve(last)
                .toString();
    }

    static Path home(String variable, String fallback) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> value.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home")).resolve(fallback));
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException(
                    "a pool's or network's name is 1 to 50 letters, digits, dots, dashes or underscores");
        }
        return name;
    }

    private static Duration positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new InvalidInputException(what + " must be positive");
        }
        return duration;
    }
}
