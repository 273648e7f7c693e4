package io.iaas.internal.engine.simulation;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.memory.HostSnapshot;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey.Kind;
import io.iaas.spi.repository.StoredOperation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares host and records after everything has come to rest, by rules of its own. */
final class Checker {
    private final History history;
    private final Records records;
    private final HostSnapshot host;
    private final Map<UUID, Image> images;
    /** Machines and images with a blocked operation: there the ledger alone must be right. */
    private final Set<UUID> blocked;

    private final List<String> wrong = new ArrayList<>();

    Checker(History history) {
        this.history = history;
        this.records = Records.of(history.database);
        this.host = history.host.snapshot();
        this.images = records.images().stream()
                .collect(Collectors.toMap(image -> image.id().value(), image -> image));
        this.blocked = records.blocked();
    }

    List<String> wrong() {
        records.operations().forEach(this::checkOperation);
        records.vms().forEach(this::checkMachine);
        records.images().forEach(this::checkImage);
        checkInventory();
        checkForeign();
        return wrong;
    }

    private void checkOperation(StoredOperation operation) {
        OperationState state = operation.status().state();
        history.tally.operations.merge(state, 1, Integer::sum);
        if (!state.settled() && !blocked.contains(operation.target().id())) {
            wrong.add("I1: " + operation + " is not settled");
        }
        if (state.terminal() && operation.input().toString().contains(Requests.CANARY)) {
            wrong.add("I8: the input of " + operation + " still holds user data");
        }
        if (operation.status().toString().contains(Requests.CANARY)) {
            wrong.add("I8: the status of " + operation + " holds user data");
        }
        operation
                .idempotencyKey()
                .map(history.outcomes.told()::get)
                .filter(told -> !told.equals(operation.id()))
                .ifPresent(told -> wrong.add("I6: " + operation + " is not the one that its client was told of"));
        Path spool = Path.of(System.getProperty("java.io.tmpdir"), "iaas-import-" + operation.id());
        if (state.terminal() && Files.exists(spool)) {
            wrong.add("I9: the received stream of " + operation + " was left");
        }
    }

    private void checkMachine(Vm vm) {
        boolean unsettled = vm.state() == VmState.CREATING || vm.state() == VmState.DELETING;
        boolean error = vm.state() == VmState.ERROR;
        if (blocked.contains(vm.id().value()) ? !error : unsettled || error) {
            wrong.add("I2: VM " + vm.id() + " is recorded as " + vm.state());
        }
    }

    private void checkImage(Image image) {
        if (image.state() != Image.State.READY && !blocked.contains(image.id().value())) {
            wrong.add("I2: image " + image.id() + " is recorded as " + image.state());
        }
    }

    /** What should be on the host by the records, with its owner. */
    private Map<String, UUID> recorded() {
        Map<String, UUID> expected = new TreeMap<>();
        for (Vm vm : records.vms()) {
            UUID id = vm.id().value();
            Image image = Objects.requireNonNull(images.get(vm.imageId().value()));
            expected.put(Kind.DOMAIN + ":" + history.names.domain(vm.id()).name(), id);
            if (!image.directBoot() || vm.flavor().diskBytes() > 0) {
                expected.put(Kind.DISK + ":" + history.names.disk(vm.id()), id);
            }
            expected.put(Kind.SEED + ":" + history.names.seed(vm.id()), id);
            expected.put(Kind.CONSOLE_LOG + ":" + history.names.console(vm.id()), id);
        }
        for (Image image : records.images()) {
            for (ImageFile file : image.files()) {
                expected.put(
                        Kind.IMAGE_FILE + ":" + history.names.imageFile(image.id(), file.role()),
                        image.id().value());
            }
        }
        return expected;
    }

    private void checkInventory() {
        Map<String, UUID> expected = recorded();
        expected.values().removeAll(blocked);
        Map<String, UUID> ledger = new HashMap<>();
        for (LedgerEntry line : records.ledger()) {
            ledger.put(line.resource().toString(), line.ownerId());
            if (line.state() != LedgerEntry.State.PRESENT && !blocked.contains(line.ownerId())) {
                wrong.add("I2: the ledger has " + line.state() + " " + line.resource());
            }
        }
        Set<String> held = held();
        Set<String> byLedger = new TreeSet<>(ledger.keySet());
        byLedger.removeIf(resource -> blocked.contains(ledger.get(resource)));
        compare("the ledger", byLedger, "the records", expected.keySet());
        Set<String> unblocked = new TreeSet<>(held);
        unblocked.removeIf(resource -> {
            UUID owner = ledger.get(resource);
            return owner != null && blocked.contains(owner);
        });
        compare("the host", unblocked, "the records", expected.keySet());
        expected.keySet().stream().filter(held::contains).forEach(this::checkContent);
    }

    private void compare(String one, Set<String> left, String other, Set<String> right) {
        left.stream()
                .filter(resource -> !right.contains(resource))
                .forEach(resource -> wrong.add("I2: " + one + " has " + resource + ", not " + other));
        right.stream()
                .filter(resource -> !left.contains(resource))
                .forEach(resource -> wrong.add("I2: " + other + " has " + resource + ", not " + one));
    }

    /** What is on the host that is not foreign, as the ledger would call it. */
    private Set<String> held() {
        Set<String> held = new TreeSet<>();
        host.domains().forEach((name, domain) -> {
            if (domain.owner().isPresent()) {
                held.add(Kind.DOMAIN + ":" + name);
            }
        });
        host.volumes().forEach((name, volume) -> {
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

    private void checkContent(String resource) {
        String name = resource.substring(resource.indexOf(':') + 1);
        records.vms().stream()
                .filter(vm -> history.names.domain(vm.id()).name().equals(name))
                .filter(vm -> !Objects.requireNonNull(host.domains().get(name))
                        .title()
                        .equals(vm.name()))
                .forEach(vm -> wrong.add("I2: " + resource + " has another title than " + vm.name()));
        HostSnapshot.Volume volume = host.volumes().get(name);
        if (volume != null && name.endsWith("-seed") && volume.lengthBytes() != volume.capacityBytes()) {
            wrong.add("I2: " + resource + " holds " + volume.lengthBytes() + " of " + volume.capacityBytes());
        }
        if (volume != null) {
            checkImageContent(resource, name, volume);
        }
    }

    private void checkImageContent(String resource, String name, HostSnapshot.Volume volume) {
        for (Image image : records.images()) {
            for (ImageFile file : image.files()) {
                if (history.names.imageFile(image.id(), file.role()).value().equals(name)
                        && !file.sha256().equals(volume.sha256())) {
                    wrong.add("I2: " + resource + " does not hold what its record says");
                }
            }
        }
    }

    private void checkForeign() {
        HostSnapshot planted = history.foreigner.inventory();
        HostSnapshot foreign = host.foreign();
        if (!foreign.equals(planted)) {
            wrong.add("I3: foreign resources were " + planted + "\nand are " + foreign);
        }
    }
}
