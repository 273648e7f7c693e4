package io.iaas.compute;

import io.iaas.host.HostId;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import io.iaas.name.ResourceName;
import io.iaas.network.Nic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A virtual machine.
 *
 * @param id its identity
 * @param projectId the project it belongs to
 * @param name unique in the project
 * @param description the user's words; may be empty
 * @param labels the user's keys and values
 * @param state where it stands
 * @param imageId what it was made from
 * @param imageName that image's name
 * @param flavor its size, as the flavor was when it was created
 * @param host where it is; empty until it is placed
 * @param nics its network interfaces
 * @param createdAt when its create was submitted
 * @param version counts the changes of the record, from 0
 */
public record Vm(
        VmId id,
        ProjectId projectId,
        String name,
        String description,
        Map<String, String> labels,
        VmState state,
        ImageId imageId,
        String imageName,
        Flavor flavor,
        Optional<HostId> host,
        List<Nic> nics,
        Instant createdAt,
        long version) {

    /** The longest description, in characters. */
    public static final int MAX_DESCRIPTION = 1000;

    /** Checks the user's words and copies the collections. */
    public Vm {
        ResourceName.check("VM", name);
        VmSpec.checkDescription(description);
        labels = Labels.check(labels);
        nics = List.copyOf(nics);
    }

    /** Returns the same machine in another state. */
    public Vm withState(VmState next) {
        return new Vm(
                id,
                projectId,
                name,
                description,
                labels,
                next,
                imageId,
                imageName,
                flavor,
                host,
                nics,
                createdAt,
                version);
    }

    /** Returns the same machine under another name. */
    public Vm withName(String next) {
        return new Vm(
                id,
                projectId,
                next,
                description,
                labels,
                state,
                imageId,
                imageName,
                flavor,
                host,
                nics,
                createdAt,
                version);
    }

    /** Returns the same machine with another description. */
    public Vm withDescription(String next) {
        return new Vm(
                id, projectId, name, next, labels, state, imageId, imageName, flavor, host, nics, createdAt, version);
    }

    /** Returns the same machine with other labels. */
    public Vm withLabels(Map<String, String> next) {
        return new Vm(
                id,
                projectId,
                name,
                description,
                next,
                state,
                imageId,
                imageName,
                flavor,
                host,
                nics,
                createdAt,
                version);
    }

    /** Returns the same machine on a host. */
    public Vm withHost(HostId next) {
        return new Vm(
                id,
                projectId,
                name,
                description,
                labels,
                state,
                imageId,
                imageName,
                flavor,
                Optional.of(next),
                nics,
                createdAt,
                version);
    }

    /** Returns the same machine with other network interfaces. */
    public Vm withNics(List<Nic> next) {
        return new Vm(
                id,
                projectId,
                name,
                description,
                labels,
                state,
                imageId,
                imageName,
                flavor,
                host,
                next,
                createdAt,
                version);
    }

    /** Returns the same machine with the version that its stored record has. */
    public Vm withVersion(long next) {
        return new Vm(
                id,
                projectId,
                name,
                description,
                labels,
                state,
                imageId,
                imageName,
                flavor,
                host,
                nics,
                createdAt,
                next);
    }
}
