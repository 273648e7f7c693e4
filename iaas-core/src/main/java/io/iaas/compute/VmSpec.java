package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import io.iaas.identity.KeyPair;
import io.iaas.image.Image;
import io.iaas.name.ResourceName;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A virtual machine to create. Build one with {@link #named(String)}.
 *
 * @param name the name to give, unique in the project
 * @param image the name of the image
 * @param flavor the name of the flavor
 * @param description the user's words; may be empty
 * @param labels the user's keys and values
 * @param guest what the guest is told at its first boot
 * @param readiness what the create waits for; without one it is done when the guest runs
 * @param lease how long after the submission the machine is deleted, unless the lease is renewed; empty for never
 */
public record VmSpec(
        String name,
        String image,
        String flavor,
        String description,
        Map<String, String> labels,
        GuestConfig guest,
        Optional<Wait> readiness,
        Optional<Duration> lease) {
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(1);

    /** Checks names, labels, description and lease. */
    public VmSpec {
        ResourceName.check("VM", name);
        ResourceName.check("image", image);
        ResourceName.check("flavor", flavor);
        checkDescription(description);
        labels = Labels.check(labels);
        lease = lease.map(length -> checkLease(name, length));
    }

    /**
     * What cloud-init tells the guest at its first boot.
     *
     * @param hostname the host name: one DNS label
     * @param user the user to create, with sudo rights; empty for the image's own
     * @param sshKeys the keys that open the user's account
     * @param keyPairs the names of key pairs of the project that open it, too, as they are when the create is submitted
     * @param userData the caller's own cloud-init user data, up to 64 KiB; handed to the guest beside the rest
     * @param networkConfig the caller's own cloud-init network configuration; empty lets the guest ask by DHCP
     */
    public record GuestConfig(
            String hostname,
            Optional<String> user,
            List<KeyPair> sshKeys,
            List<String> keyPairs,
            Optional<String> userData,
            Optional<String> networkConfig) {
        private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
        private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
        private static final int MAX_TEXT = 64 * 1024;

        /** Checks every part. */
        public GuestConfig {
            if (!HOSTNAME.matcher(hostname).matches()) {
                throw new InvalidInputException(
                        "a guest's host name is 1 to 63 letters, digits and dashes, without a dash first or last");
            }
            if (user.filter(u -> !USER.matcher(u).matches()).isPresent()) {
                throw new InvalidInputException("a guest's user name is 1 to 32 of a-z, 0-9, dash and underscore");
            }
            sshKeys = List.copyOf(sshKeys);
            keyPairs = List.copyOf(keyPairs);
            keyPairs.forEach(name -> ResourceName.check("key pair", name));
            checkText("user data", userData);
            checkText("network configuration", networkConfig);
        }

        private static void checkText(String what, Optional<String> text) {
            if (text.isPresent() && text.get().length() > MAX_TEXT) {
                throw new InvalidInputException(what + " is longer than " + MAX_TEXT + " characters");
            }
            if (text.isPresent() && text.get().indexOf('\0') >= 0) {
                throw new InvalidInputException(what + " holds a NUL character");
            }
        }

        /** Shows neither user data nor keys: they may hold secrets. */
        @Override
        public String toString() {
            return "GuestConfig[hostname=" + hostname + ", user=" + user + ", " + (sshKeys.size() + keyPairs.size())
                    + " keys, user data " + (userData.isPresent() ? "given" : "none") + "]";
        }
    }

    /** Starts a spec with the machine's name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    static void checkDescription(String description) {
        if (description.length() > Vm.MAX_DESCRIPTION || !Text.isPrintable(description, "\n\t")) {
            throw new InvalidInputException("a description is at most " + Vm.MAX_DESCRIPTION
                    + " characters without control characters other than line feed and tab");
        }
    }

    /** Returns the length of a machine's lease as it is kept: in whole milliseconds. */
    static Duration checkLease(String name, Duration length) {
        if (length.compareTo(SHORTEST_LEASE) < 0 || length.compareTo(Vm.MAX_LEASE) > 0) {
            throw new InvalidInputException(
                    "the lease of VM '" + name + "' must be 1 ms to " + Vm.MAX_LEASE.toDays() + " days, not " + length);
        }
        return length.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Gathers a spec. Image and flavor are required. Not safe for use by many threads. */
    public static final class Builder {
        private final String name;
        private Optional<String> image = Optional.empty();
        private Optional<String> flavor = Optional.empty();
        private String description = "";
        private final Map<String, String> labels = new HashMap<>();
        private Optional<String> hostname = Optional.empty();
        private Optional<String> user = Optional.empty();
        private final List<KeyPair> sshKeys = new ArrayList<>();
        private final List<String> keyPairs = new ArrayList<>();
        private Optional<String> userData = Optional.empty();
        private Optional<String> networkConfig = Optional.empty();
        private Optional<Wait> readiness = Optional.empty();
        private Optional<Duration> lease = Optional.empty();

        private Builder(String name) {
            this.name = name;
        }

        /** Sets the image by its name. */
        public Builder image(String imageName) {
            image = Optional.of(imageName);
            return this;
        }

        /** Sets the image. */
        public Builder image(Image chosen) {
            return image(chosen.name());
        }

        /** Sets the flavor by its name. */
        public Builder flavor(String flavorName) {
            flavor = Optional.of(flavorName);
            return this;
        }

        /** Sets the description. */
        public Builder description(String text) {
            description = text;
            return this;
        }

        /** Adds a label. */
        public Builder label(String key, String value) {
            labels.put(key, value);
            return this;
        }

        /** Adds labels. */
        public Builder labels(Map<String, String> more) {
            labels.putAll(more);
            return this;
        }

        /** Sets the guest's host name; without it the machine's name is used, with dots and underscores as dashes. */
        public Builder hostname(String label) {
            hostname = Optional.of(label);
            return this;
        }

        /** Sets the user to create in the guest; without it the image's own user gets the keys. */
        public Builder user(String login) {
            user = Optional.of(login);
            return this;
        }

        /** Adds a key that opens the user's account. */
        public Builder sshKey(KeyPair key) {
            sshKeys.add(key);
            return this;
        }

        /** Adds a key pair of the project, by its name, that opens the user's account. */
        public Builder sshKey(String keyPairName) {
            keyPairs.add(keyPairName);
            return this;
        }

        /** Sets the caller's own cloud-init user data. */
        public Builder userData(String text) {
            userData = Optional.of(text);
            return this;
        }

        /** Sets the caller's own cloud-init network configuration, version 2. */
        public Builder networkConfig(String text) {
            networkConfig = Optional.of(text);
            return this;
        }

        /** Sets what the create waits for. */
        public Builder waitFor(Wait condition) {
            readiness = Optional.of(condition);
            return this;
        }

        /**
         * Has the machine deleted this long after the submission, unless its lease is renewed or taken away.
         *
         * @param length 1 ms to {@link Vm#MAX_LEASE}
         */
        public Builder expiresAfter(Duration length) {
            lease = Optional.of(length);
            return this;
        }

        /**
         * Returns the spec.
         *
         * @throws InvalidInputException when image or flavor is missing, or a value is not as it must be
         */
        public VmSpec build() {
            ResourceName.check("VM", name);
            return new VmSpec(
                    name,
                    image.orElseThrow(() -> new InvalidInputException("VM '" + name + "' needs an image")),
                    flavor.orElseThrow(() -> new InvalidInputException("VM '" + name + "' needs a flavor")),
                    description,
                    labels,
                    new GuestConfig(
                            hostname.orElseGet(() -> name.replaceAll("[._]", "-")),
                            user,
                            sshKeys,
                            keyPairs,
                            userData,
                            networkConfig),
                    readiness,
                    lease);
        }
    }
}
