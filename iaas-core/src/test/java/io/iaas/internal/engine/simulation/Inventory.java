package io.iaas.internal.engine.simulation;

import io.iaas.compute.Vm;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.memory.HostSnapshot;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is on the host by the machines' and images' records, by the ledger, and in truth: all three are the same. */
final class Inventory {
    private final Records records;
    private final HostSnapshot host;
    private final ResourceNames names;
    private final List<Wrong> wrong = new ArrayList<>();

    Inventory(Records records, HostSnapshot host, ResourceNames names) {
        this.records = records;
        this.host = host;
        this.names = names;
    }

    List<Wrong> wrong() {
        Set<String> recorded = recorded();
        compare("the records", recorded, "the ledger", ledger());
        compare("the records", recorded, "the host", held());
        records.vms().forEach(this::checkContent);
        records.images().forEach(this::checkContent);
        return wrong;
    }

    private void compare(String one, Set<String> left, String other, Set<String> right) {
        for (String resource : left) {
            if (!right.contains(resource)) {
                wrong.add(new Wrong(resource, "I2: in " + one + " and not in " + other));
            }
        }
        for (String resource : right) {
            if (!left.contains(resource)) {
                wrong.add(new Wrong(resource, "I2: in " + other + " and not in " + one));
            }
        }
    }

    private Set<String> recorded() {
        Map<String, Image> images = records.images().stream()
                .collect(Collectors.toMap(image -> image.id().toString(), image -> image));
        Set<String> recorded = new TreeSet<>();
        for (Vm vm : records.vms()) {
            Image image = images.get(vm.imageId().toString());
            recorded.add(Kind.DOMAIN + ":" + names.domain(vm.id()).name());
            recorded.add(Kind.SEED + ":" + names.seed(vm.id()));
            recorded.add(Kind.CONSOLE_LOG + ":" + names.console(vm.id()));
            if (image == null) {
                wrong.add(new Wrong(vm.toString(), "I2: the VM has no image"));
            } else if (!image.directBoot() || vm.flavor().diskBytes() > 0) {
                recorded.add(Kind.DISK + ":" + names.disk(vm.id()));
            }
        }
        for (Image image : records.images()) {
            image.files()
                    .forEach(file -> recorded.add(Kind.IMAGE_FILE + ":" + names.imageFile(image.id(), file.role())));
        }
        return recorded;
    }

    private Set<String> ledger() {
        Set<String> lines = new TreeSet<>();
        for (LedgerEntry line : records.ledger()) {
            lines.add(line.resource().toString());
            if (line.state() != LedgerEntry.State.PRESENT) {
                wrong.add(new Wrong(line.resource().toString(), "I2: left " + line.state() + " in the ledger"));
            }
        }
        return lines;
    }

    private Set<String> held() {
        Set<String> held = new TreeSet<>();
        new TreeMap<>(host.domains()).forEach((name, domain) -> {
            if (domain.owner().isPresent()) {
                held.add(Kind.DOMAIN + ":" + name);
            }
        });
        new TreeMap<>(host.volumes()).forEach((name, volume) -> {
            if (!volume.foreign()) {
                held.add(kindOf(name) + ":" + name);
            }
        });
        host.consoles().forEach(name -> held.add(Kind.CONSOLE_LOG + ":" + name));
        return held;
    }

    private static Kind kindOf(String volume) {
        if (volume.contains("-image-")) {
            return Kind.IMAGE_FILE;
        }
        return volume.endsWith("-seed") ? Kind.SEED : Kind.DISK;
    }

    private void checkContent(Vm vm) {
        HostSnapshot.Domain domain = host.domains().get(names.domain(vm.id()).name());
        if (domain != null && !domain.title().equals(vm.name())) {
            wrong.add(new Wrong(
                    names.domain(vm.id()).name(), "I2: its title is " + domain.title() + ", not " + vm.name()));
        }
        HostSnapshot.Volume seed = host.volumes().get(names.seed(vm.id()).value());
        if (seed != null && seed.lengthBytes() != seed.capacityBytes()) {
            wrong.add(new Wrong(names.seed(vm.id()).value(), "I2: it is not written to its end"));
        }
    }

    private void checkContent(Image image) {
        for (ImageFile file : image.files()) {
            String name = names.imageFile(image.id(), file.role()).value();
            HostSnapshot.Volume volume = host.volumes().get(name);
            if (volume != null && !volume.sha256().equals(file.sha256())) {
                wrong.add(new Wrong(name, "I2: it does not hold what its record says"));
            }
        }
    }
}
