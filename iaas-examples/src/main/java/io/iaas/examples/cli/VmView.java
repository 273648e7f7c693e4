package io.iaas.examples.cli;

import io.iaas.compute.Vm;
import io.iaas.host.HostId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A virtual machine as the command line prints it. */
record VmView(
        String id,
        String name,
        String state,
        Optional<String> reason,
        String image,
        String flavor,
        int vcpus,
        int memoryMib,
        int diskGib,
        Optional<String> host,
        List<String> addresses,
        List<String> macs,
        Map<String, String> labels,
        String description,
        Instant createdAt,
        Optional<Instant> expiresAt) {

    static VmView of(Vm vm) {
        return new VmView(
                vm.id().toString(),
                vm.name(),
                vm.state().name(),
                vm.stateReason(),
                vm.imageName(),
                vm.flavor().name(),
                vm.flavor().vcpus(),
                vm.flavor().memoryMib(),
                vm.flavor().diskGib(),
                vm.host().map(HostId::value),
                vm.nics().stream()
                        .flatMap(nic -> nic.addresses().stream())
                        .map(InetAddress::getHostAddress)
                        .toList(),
                vm.nics().stream().map(nic -> nic.mac().value()).toList(),
                new TreeMap<>(vm.labels()),
                vm.description(),
                vm.createdAt(),
                vm.expiresAt());
    }
}
