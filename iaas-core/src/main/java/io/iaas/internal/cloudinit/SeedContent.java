package io.iaas.internal.cloudinit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a seed tells a guest.
 *
 * @param instanceId changes when cloud-init shall treat the guest as a new one; letters, digits, {@code . _ -}
 * @param hostname one RFC 1123 label in lower case
 * @param user a login name to create with password-free sudo and the SSH keys; the image's default user if empty
 * @param sshPublicKeys lines as in {@code id_ed25519.pub}, without options in front
 * @param userData the user's own user-data in any form of cloud-init but a compressed one
 * @param networkConfig the user's own network configuration, version 1 or 2, taken as it is
 */
public record SeedContent(
        String instanceId,
        String hostname,
        Optional<String> user,
        List<String> sshPublicKeys,
        Optional<String> userData,
        Optional<String> networkConfig) {

    private static final Pattern INSTANCE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern HOSTNAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private static final int MAX_TEXT_BYTES = 1 << 20;

    /**
     * Checks each component.
     *
     * @throws IllegalArgumentException naming the component and the rule it breaks, never its content
     */
    public SeedContent {
        check(INSTANCE_ID.matcher(instanceId).matches(), "The instance id is 1 to 128 letters, digits, '.', '_', '-'");
        check(
                HOSTNAME.matcher(hostname).matches(),
                "The host name is 1 to 63 lower-case letters, digits and inner '-'");
        user.ifPresent(name -> check(
                USER.matcher(name).matches(),
                "The user name is 1 to 32 lower-case letters, digits, '_', '-', and begins with no digit or '-'"));
        sshPublicKeys = List.copyOf(sshPublicKeys);
        sshPublicKeys.forEach(SshPublicKey::check);
        userData.ifPresent(text -> checkText("user-data", text));
        networkConfig.ifPresent(text -> checkText("network configuration", text));
        userData.ifPresent(UserPart::of);
    }

    /** A builder of a content with the two components that every guest has. */
    public static Builder builder(String instanceId, String hostname) {
        return new Builder(instanceId, hostname);
    }

    /** Names the guest only: keys and texts may be confidential. */
    @Override
    public String toString() {
        return "SeedContent[instanceId=" + instanceId + ", hostname=" + hostname + "]";
    }

    private static void checkText(String what, String text) {
        check(!text.isBlank(), "The " + what + " is empty");
        check(text.indexOf('\0') < 0, "The " + what + " has a NUL character");
        check(StandardCharsets.UTF_8.newEncoder().canEncode(text), "The " + what + " has half a surrogate pair");
        check(
                text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES,
                "The " + what + " is larger than " + MAX_TEXT_BYTES + " bytes");
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Collects the optional components. */
    public static final class Builder {
        private final String instanceId;
        private final String hostname;
        private final List<String> sshPublicKeys = new ArrayList<>();
        private Optional<String> user = Optional.empty();
        private Optional<String> userData = Optional.empty();
        private Optional<String> networkConfig = Optional.empty();

        private Builder(String instanceId, String hostname) {
            this.instanceId = instanceId;
            this.hostname = hostname;
        }

        /** Creates this user in place of the image's default user. */
        public Builder user(String name) {
            user = Optional.of(name);
            return this;
        }

        /** Adds a public key that may log in. */
        public Builder sshPublicKey(String key) {
            sshPublicKeys.add(key);
            return this;
        }

        /** Adds the user's own user-data. */
        public Builder userData(String text) {
            userData = Optional.of(text);
            return this;
        }

        /** Adds the user's own network configuration. */
        public Builder networkConfig(String text) {
            networkConfig = Optional.of(text);
            return this;
        }

        /**
         * The content.
         *
         * @throws IllegalArgumentException see {@link SeedContent}
         */
        public SeedContent build() {
            return new SeedContent(instanceId, hostname, user, sshPublicKeys, userData, networkConfig);
        }
    }
}
