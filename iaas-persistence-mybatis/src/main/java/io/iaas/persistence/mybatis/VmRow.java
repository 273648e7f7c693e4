package io.iaas.persistence.mybatis;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.host.HostId;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import io.iaas.network.Nic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code iaas_vm}. */
record VmRow(
        String id,
        String projectId,
        String name,
        String description,
        String state,
        @Nullable String stateReason,
        String imageId,
        String imageName,
        String flavorName,
        int vcpus,
        int memoryMib,
        int diskGib,
        @Nullable String host,
        long createdAt,
        @Nullable Long expiresAt,
        long version) {

    static VmRow of(Vm vm) {
        return new VmRow(
                vm.id().toString(),
                vm.projectId().toString(),
                vm.name(),
                vm.description(),
                vm.state().name(),
                vm.stateReason().orElse(null),
                vm.imageId().toString(),
                vm.imageName(),
                vm.flavor().name(),
                vm.flavor().vcpus(),
                vm.flavor().memoryMib(),
                vm.flavor().diskGib(),
                vm.host().map(HostId::value).orElse(null),
                vm.createdAt().toEpochMilli(),
                StatusRow.millis(vm.expiresAt()),
                vm.version());
    }

    Vm vm(Map<String, String> labels, List<Nic> nics) {
        return new Vm(
                new VmId(UUID.fromString(id)),
                new ProjectId(UUID.fromString(projectId)),
                name,
                description,
                labels,
                VmState.valueOf(state),
                Optional.ofNullable(stateReason),
                new ImageId(UUID.fromString(imageId)),
                imageName,
                new Flavor(flavorName, vcpus, memoryMib, diskGib),
                Optional.ofNullable(host).map(HostId::new),
                nics,
                Instant.ofEpochMilli(createdAt),
                StatusRow.instant(expiresAt),
                version);
    }
}
