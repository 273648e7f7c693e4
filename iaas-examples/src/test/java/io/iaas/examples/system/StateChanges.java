package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;

import io.iaas.Iaas;
import io.iaas.compute.VmId;
import io.iaas.event.Event;
import io.iaas.event.EventKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** The changes of states that an instance tells from now on. */
final class StateChanges {
    private final List<Event> told = new CopyOnWriteArrayList<>();

    private StateChanges() {}

    static StateChanges of(Iaas iaas) {
        StateChanges changes = new StateChanges();
        iaas.events().subscribe(iaas.events().newest(), event -> {
            if (event.kind().equals(EventKind.VM_STATE_CHANGED)) {
                changes.told.add(event);
            }
        });
        return changes;
    }

    /** Returns those of a machine, as {@code BEFORE>AFTER reason}. */
    List<String> of(VmId vm) {
        return told.stream()
                .filter(event -> event.target().id().equals(vm.value()))
                .map(event -> event.change().before().orElse("") + ">"
                        + event.change().after().orElse("") + " "
                        + event.change().reason().orElse(""))
                .toList();
    }

    void await(VmId vm, String change) {
        Awaitility.await(change)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> of(vm).contains(change));
    }
}
