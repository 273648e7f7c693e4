package io.iaas.compute;

import io.iaas.host.HostId;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import io.iaas.name.ResourceName;
import io.iaas.network.Nic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A virtual machine.
 *
 * @param id its identity
 * @param projectId the project it belongs to
 * @param name unique in the project
 * @param description the user's words; may be empty
 * @param labels the user's keys and values
 * @param state where it stands
 * @param stateReason why it stands there, in words for people, where it did not come there by an operation; never
 *     empty for {@link VmState#UNKNOWN}
 * @param imageId what it was made from
 * @param imageName that image's name
 * @param flavor its size, as the flavor was when it was created
 * @param host where it is; empty until it is placed
 * @param nics its network interfaces
 * @param createdAt when its create was submitted
 * @param expiresAt when its lease ends, and it is deleted unless somebody renews the lease; empty where it has none. By
 *     the database's clock, as createdAt
 * @param version counts the changes of the record, from 0
 */
public record Vm(
        VmId id,
        ProjectId projectId,
        String name,
        String description,
        Map<String, String> labels,
        VmState state,
        Optional<String> stateReason,
        ImageId imageId,
        String imageName,
        Flavor flavor,
        Optional<HostId> host,
        List<Nic> nics,
        Instant createdAt,
        Optional<Instant> expiresAt,
        long version) {

    /** The longest description, in characters. */
    public static final int MAX_DESCRIPTION = 1000;

    /** The longest lease. */
    public static final Duration MAX_LEASE = Duration.ofDays(3650);

    /** Checks the user's words and copies the collections. */
    public Vm {
        ResourceName.check("VM", name);
        VmSpec.checkDescription(description);
        labels = Labels.check(labels);
        nics = List.copyOf(nics);
    }

    /** Returns the same machine in another state, for no reason but what was done to it. */
    public Vm withState(VmState next) {
        return changed(copy -> {
            copy.state = next;
            copy.stateReason = Optional.empty();
        });
    }

    /** Returns the same machine in another state, with the reason in words. */
    public Vm withState(VmState next, String reason) {
        return changed(copy -> {
            copy.state = next;
            copy.stateReason = Optional.of(reason);
        });
    }

    /** Returns the same machine under another name. */
    public Vm withName(String next) {
        return changed(copy -> copy.name = next);
    }

    /** Returns the same machine with another description. */
    public Vm withDescription(String next) {
        return changed(copy -> copy.description = next);
    }

    /** Returns the same machine with other labels. */
    public Vm withLabels(Map<String, String> next) {
        return changed(copy -> copy.labels = next);
    }

    /** Returns the same machine on a host. */
    public Vm withHost(HostId next) {
        return changed(copy -> copy.host = Optional.of(next));
    }

    /** Returns the same machine with other network interfaces. */
    public Vm withNics(List<Nic> next) {
        return changed(copy -> copy.nics = next);
    }

    /**
     * Returns the same machine with a lease that begins at a time, in place of the one that it may have.
     *
     * @throws io.iaas.error.InvalidInputException when it is shorter than a millisecond or longer than {@link #MAX_LEASE}
     */
    public Vm withLease(Instant begin, Duration length) {
        Instant end = begin.plus(VmSpec.checkLease(name, length));
        return changed(copy -> copy.expiresAt = Optional.of(end));
    }

    /** Returns the same machine without a lease. */
    public Vm withoutLease() {
        return changed(copy -> copy.expiresAt = Optional.empty());
    }

    /** Returns the same machine with the version that its stored record has. */
    public Vm withVersion(long next) {
        return changed(copy -> copy.version = next);
    }

    private Vm changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return new Vm(
                id,
                projectId,
                copy.name,
                copy.description,
                copy.labels,
                copy.state,
                copy.stateReason,
                imageId,
                imageName,
                flavor,
                copy.host,
                copy.nics,
                createdAt,
                copy.expiresAt,
                copy.version);
    }

    /** What may change in a machine's life. */
    private static final class Copy {
        private String name;
        private String description;
        private Map<String, String> labels;
        private VmState state;
        private Optional<String> stateReason;
        private Optional<HostId> host;
        private List<Nic> nics;
        private Optional<Instant> expiresAt;
        private long version;

        private Copy(Vm vm) {
            name = vm.name;
            description = vm.description;
            labels = vm.labels;
            state = vm.state;
            stateReason = vm.stateReason;
            host = vm.host;
            nics = vm.nics;
            expiresAt = vm.expiresAt;
            version = vm.version;
        }
    }
}
