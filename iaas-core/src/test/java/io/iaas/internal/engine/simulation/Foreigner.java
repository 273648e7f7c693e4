package io.iaas.internal.engine.simulation;

import io.iaas.compute.VmId;
import io.iaas.image.ImageFile;
import io.iaas.image.ImageId;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Uses the host beside the library: has domains and volumes of its own, some of them under names that the library would
 * derive, and meddles with guests.
 */
final class Foreigner {
    private final History history;
    private final Random random;
    private final Map<String, HostSnapshot.Domain> domains = new HashMap<>();
    private final Map<String, HostSnapshot.Volume> volumes = new HashMap<>();

    Foreigner(History history) {
        this.history = history;
        this.random = history.random;
    }

    void run() {
        while (!history.clientsDone()) {
            history.pause(Duration.ofMillis(random.nextInt(8_000)));
            meddle();
        }
    }

    private void meddle() {
        int dice = random.nextInt(10);
        try {
            if (dice == 0) {
                history.host.addForeignDomain("foreign-" + history.tally.foreign, UUID.randomUUID());
            } else if (dice == 1) {
                history.host.addForeignVolume(new VolumeName("foreign-" + history.tally.foreign));
            } else if (dice < 5) {
                twin();
            } else if (dice < 8) {
                disturbGuest();
            } else if (random.nextInt(10) == 0) {
                history.baton.note("the host's power is cut");
                history.host.cutPower();
                history.effects.hurtAll();
            }
        } catch (IllegalArgumentException | IllegalStateException | HypervisorException e) {
            history.baton.note("cannot: there is one, or no guest runs");
        }
        takeNote();
    }

    /** Volumes carry no mark, so theirs comes before the operation's first look; domains carry one, so any time does. */
    private void twin() {
        List<StoredOperation> open = Records.of(history.database).operations().stream()
                .filter(stored -> !stored.status().state().settled())
                .toList();
        if (open.isEmpty()) {
            return;
        }
        StoredOperation chosen = open.get(random.nextInt(open.size()));
        UUID target = chosen.target().id();
        boolean untouched = chosen.status().state() == OperationState.QUEUED;
        if (chosen.kind().equals(OperationKind.IMAGE_IMPORT) && untouched) {
            history.baton.note("twin volume of image " + target);
            history.host.addForeignVolume(history.names.imageFile(new ImageId(target), ImageFile.Role.DISK));
        } else if (chosen.kind().equals(OperationKind.VM_CREATE)) {
            twin(new VmId(target), untouched);
        }
    }

    private void twin(VmId vm, boolean untouched) {
        int dice = random.nextInt(untouched ? 4 : 2);
        history.baton.note("twin " + dice + " of " + vm);
        switch (dice) {
            case 0 -> history.host.addForeignDomain(history.names.domain(vm).name(), UUID.randomUUID());
            case 1 -> history.host.addForeignDomain("foreign-" + history.tally.foreign, vm.value());
            case 2 -> history.host.addForeignVolume(history.names.disk(vm));
            default -> history.host.addForeignVolume(history.names.seed(vm));
        }
    }

    /** Takes the name of a volume that is about to be made, at the last moment. */
    void snatch(Actor actor, SimulatedCall call) {
        if (history.weather.snatching() && call == SimulatedCall.CREATE_VOLUME && random.nextInt(8) == 0) {
            OperationId operation = actor.claim.orElseThrow().operation();
            history.database.read(session -> session.steps().list(operation)).stream()
                    .filter(step -> step.state() == JournalStep.State.INTENT)
                    .flatMap(step -> step.resource().stream())
                    .map(resource -> new VolumeName(resource.key()))
                    .filter(name -> !history.host.snapshot().volumes().containsKey(name.value()))
                    .findFirst()
                    .ifPresent(name -> {
                        history.baton.note("snatches " + name);
                        history.host.addForeignVolume(name);
                    });
            takeNote();
        }
    }

    private void disturbGuest() {
        List<HostSnapshot.Domain> all = history.host.snapshot().domains().values().stream()
                .filter(domain -> domain.owner().isPresent())
                .sorted((a, b) -> a.uuid().toString().compareTo(b.uuid().toString()))
                .toList();
        if (!all.isEmpty()) {
            VmId vm = new VmId(all.get(random.nextInt(all.size())).uuid());
            history.baton.note("disturbs guest " + vm);
            if (random.nextBoolean()) {
                history.host.crash(vm);
            } else {
                history.host.powerOffFromInside(vm);
            }
            history.effects.hurtAll();
        }
    }

    private void takeNote() {
        HostSnapshot foreign = history.host.snapshot().foreign();
        domains.putAll(foreign.domains());
        volumes.putAll(foreign.volumes());
        history.tally.foreign = domains.size() + volumes.size();
    }

    /** Returns what must still be there. */
    HostSnapshot inventory() {
        return new HostSnapshot(domains, volumes, Set.of());
    }
}
