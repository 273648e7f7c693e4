package io.iaas.faults;

import io.iaas.compute.Vm;
import io.iaas.image.Image;
import io.iaas.memory.HostSnapshot;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The world without the ids that differ from one to the next: to compare how two ended. */
final class Shape {
    private Shape() {}

    /**
     * Describes a world.
     *
     * @param power whether to tell what machines do
     */
    static Set<String> of(World world, boolean power) {
        Records records = Records.of(world);
        HostSnapshot host = world.snapshot();
        Set<String> shape = new TreeSet<>();
        records.projects().forEach(project -> shape.add("project " + project.name() + " " + project.state()));
        shape.addAll(records.offered());
        records.vms().forEach(vm -> shape.add(vm(records, host, vm, power)));
        records.images().forEach(image -> shape.add(image(records, host, image)));
        records.ledger()
                .forEach(line -> shape.add("ledger " + line.state() + " "
                        + line.resource().kind() + " of " + owner(records, line.ownerId())));
        host.volumes().forEach((name, volume) -> {
            if (!volume.foreign()) {
                shape.add("volume " + volume.format() + " " + volume.capacityBytes() + " "
                        + volume.backing().isPresent() + " " + volume.lengthBytes() + " of " + owner(records, name));
            }
        });
        host.consoles().stream()
                .filter(name -> !world.bystanders.own(name))
                .forEach(name -> shape.add("console of " + owner(records, name)));
        return shape;
    }

    private static String vm(Records records, HostSnapshot host, Vm vm, boolean power) {
        Optional<HostSnapshot.Domain> domain =
                Optional.ofNullable(host.domains().get(records.prefix() + vm.id()));
        return "VM " + vm.name() + (power ? " " + vm.state() : "") + " on " + vm.host() + " addresses "
                + vm.nics().stream().mapToInt(nic -> nic.addresses().size()).sum() + ", domain "
                + domain.map(d -> d.title() + " " + (power ? d.state() : "") + " "
                        + d.uuid().equals(vm.id().value()));
    }

    private static String image(Records records, HostSnapshot host, Image image) {
        return "image " + image.name() + " " + image.state() + " "
                + image.files().stream()
                        .map(file -> file.role() + " " + file.sizeBytes() + " "
                                + Optional.ofNullable(host.volumes().get(records.name(image, file.role())))
                                        .map(volume -> volume.sha256().equals(file.sha256())))
                        .toList();
    }

    private static String owner(Records records, Object of) {
        String text = of.toString();
        return records.vms().stream()
                .filter(vm -> text.contains(vm.id().toString()))
                .map(vm -> "VM " + vm.name())
                .findFirst()
                .or(() -> records.images().stream()
                        .filter(image -> text.contains(image.id().toString()))
                        .map(image -> "image " + image.name())
                        .findFirst())
                .orElse(text);
    }
}
