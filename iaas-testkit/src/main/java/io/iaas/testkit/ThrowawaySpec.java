package io.iaas.testkit;

import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.identity.KeyPair;
import io.iaas.image.ImageSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A throwaway machine to start. Build one with {@link #disk(Path)}, {@link #directBoot(Path, Path)} or
 * {@link #image(ImageSpec)}.
 *
 * @param image what it boots from; the name in it has no meaning
 * @param cpus virtual processors
 * @param memoryMib memory in MiB
 * @param diskGib the size that the root disk is grown to, in GiB; 0 keeps the image's size
 * @param resettable whether it is kept as it is when it is ready, for {@link ThrowawayVm#reset}
 * @param ssh whether it gets a key of its own, by which {@link ThrowawayVm#ssh} logs in
 * @param user the user to create by cloud-init; without one, a user who is there for the key
 * @param sshKeys the keys that open the user's account
 * @param userData cloud-init user data
 * @param readiness what the start waits for; without it, it is done when the guest runs
 * @param lease how long after its start was begun the machine is deleted, unless its lease is renewed; empty for never
 */
public record ThrowawaySpec(
        ImageSpec image,
        int cpus,
        int memoryMib,
        int diskGib,
        boolean resettable,
        boolean ssh,
        Optional<String> user,
        List<KeyPair> sshKeys,
        Optional<String> userData,
        Optional<Wait> readiness,
        Optional<Duration> lease) {
    private static final String ANY_NAME = "image";

    /** Takes the image's name away, copies the keys, and gives what is to be reset a disk. */
    public ThrowawaySpec {
        diskGib = resettable && image.content() instanceof ImageSpec.DirectBoot ? Math.max(1, diskGib) : diskGib;
        image = new ImageSpec(ANY_NAME, image.content(), image.firmware());
        sshKeys = List.copyOf(sshKeys);
    }

    /** Begins the spec of a machine that boots from a disk image: a qcow2 or raw file, which is only read. */
    public static Builder disk(Path file) {
        return image(ImageSpec.disk(ANY_NAME, file.toAbsolutePath().normalize()));
    }

    /** Begins the spec of a machine whose kernel the host starts directly, with a console on the serial port. */
    public static Builder directBoot(Path kernel, Path initrd) {
        return image(ImageSpec.directBoot(ANY_NAME, kernel, initrd));
    }

    /** Begins the spec of a machine that boots from any image: from a URL with a checksum, with UEFI, and so on. */
    public static Builder image(ImageSpec image) {
        return new Builder(image);
    }

    /** Returns for how long a log-in by SSH is waited for; empty when none is. */
    Optional<Duration> awaitedLogIn() {
        return readiness.filter(wait -> ssh && demandsSsh(wait.until())).map(Wait::limit);
    }

    private static boolean demandsSsh(WaitCondition condition) {
        return condition instanceof WaitCondition.SshBanner
                || (condition instanceof WaitCondition.All all
                        && all.conditions().stream().anyMatch(ThrowawaySpec::demandsSsh));
    }

    ThrowawaySpec withoutLease() {
        return new ThrowawaySpec(
                image, cpus, memoryMib, diskGib, resettable, ssh, user, sshKeys, userData, readiness, Optional.empty());
    }

    /** Shows neither user data nor keys: they may hold secrets. */
    @Override
    public String toString() {
        return "ThrowawaySpec[" + image.content() + ", " + cpus + " processors, " + memoryMib + " MiB]";
    }

    /** Gathers a spec: one processor and 256 MiB unless told otherwise. Not safe for use by many threads. */
    public static final class Builder {
        private static final int DEFAULT_MEMORY_MIB = 256;

        private final ImageSpec image;
        private int cpus = 1;
        private int memoryMib = DEFAULT_MEMORY_MIB;
        private int diskGib;
        private boolean resettable;
        private boolean ssh = true;
        private Optional<String> user = Optional.empty();
        private final List<KeyPair> sshKeys = new ArrayList<>();
        private Optional<String> userData = Optional.empty();
        private Optional<Wait> readiness = Optional.empty();
        private Optional<Duration> lease = Optional.empty();

        private Builder(ImageSpec image) {
            this.image = image;
        }

        /** Sets the number of virtual processors. */
        public Builder cpus(int number) {
            cpus = number;
            return this;
        }

        /** Sets the memory in MiB. */
        public Builder memoryMib(int mib) {
            memoryMib = mib;
            return this;
        }

        /** Sets the size that the root disk is grown to, in GiB. */
        public Builder diskGib(int gib) {
            diskGib = gib;
            return this;
        }

        /**
         * Has the machine kept as it is when it is ready, so that {@link ThrowawayVm#reset} makes it the same again. That
         * lies in its disk; a machine that would have none gets one of 1 GiB, of which only what is written takes space.
         */
        public Builder resettable() {
            resettable = true;
            return this;
        }

        /**
         * Leaves users and keys alone: nobody is made for {@link ThrowawayVm#ssh}. For an image whose own default user
         * is wanted, which another user takes the place of.
         */
        public Builder withoutSsh() {
            ssh = false;
            return this;
        }

        /** Has cloud-init create a user with sudo rights. */
        public Builder user(String name) {
            user = Optional.of(name);
            return this;
        }

        /** Lets a key open the user's account. */
        public Builder sshKey(KeyPair key) {
            sshKeys.add(key);
            return this;
        }

        /** Sets the cloud-init user data, up to 64 KiB. */
        public Builder userData(String text) {
            userData = Optional.of(text);
            return this;
        }

        /**
         * Has the start wait until a condition comes true. Where it does not in time, the machine is deleted. With
         * {@link WaitCondition#ssh}, alone or among those that must all come true, a log-in must work, too.
         */
        public Builder waitFor(WaitCondition condition, Duration limit) {
            readiness = Optional.of(Wait.until(condition, limit));
            return this;
        }

        /**
         * Has the machine deleted this long after its start was begun, or after it was taken from a {@link WarmPool}, however
         * long the process lives: nobody need close it. {@link io.iaas.compute.ComputeService#renew} of
         * {@link ThrowawayVm#compute} gives it more time.
         */
        public Builder expiresAfter(Duration length) {
            lease = Optional.of(length);
            return this;
        }

        /** Returns the spec. */
        public ThrowawaySpec build() {
            return new ThrowawaySpec(
                    image, cpus, memoryMib, diskGib, resettable, ssh, user, sshKeys, userData, readiness, lease);
        }
    }
}
