package io.iaas.testkit;

import io.iaas.error.InvalidInputException;
import io.iaas.libvirt.AcceleratorSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How this process' run is set, by system properties.
 *
 * @param uri where libvirt is: {@code iaas.throwaway.uri}; {@code qemu:///system} without it
 * @param leases the directory of leases: {@code iaas.throwaway.leases}; in the user's cache directory without it
 * @param accelerator what guests run with: {@code iaas.throwaway.accelerator}, {@code auto} without it
 * @param fastStart whether libvirt's read-back of processor features is skipped: {@code iaas.throwaway.fastStart}
 * @param screen whether guests have a screen: {@code iaas.throwaway.screen}
 */
record ThrowawaySettings(String uri, Path leases, AcceleratorSetting accelerator, boolean fastStart, boolean screen) {
    private static final String PREFIX = "iaas.throwaway.";

    static ThrowawaySettings ofThisProcess() {
        return new ThrowawaySettings(
                property("uri").orElse("qemu:///system"),
                property("leases")
                        .map(Path::of)
                        .orElseGet(() -> cache().resolve("iaas").resolve("throwaway")),
                property("accelerator").map(ThrowawaySettings::accelerator).orElse(AcceleratorSetting.AUTO),
                property("fastStart").map(Boolean::parseBoolean).orElse(false),
                property("screen").map(Boolean::parseBoolean).orElse(true));
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(PREFIX + name)).filter(value -> !value.isBlank());
    }

    /** Returns the user's cache directory. */
    static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(value -> value.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    }

    private static AcceleratorSetting accelerator(String name) {
        try {
            return AcceleratorSetting.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("'" + PREFIX + "accelerator' is no accelerator: " + name);
        }
    }

    /** Returns the name of this host, without asking the network for it. */
    static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "local";
        }
    }
}
