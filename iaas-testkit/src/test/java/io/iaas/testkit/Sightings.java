package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.NotFoundException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What the tests of an {@link InnerRun} saw. JUnit makes their instances, so it is the same for all of this JVM. */
final class Sightings {
    private static final ConcurrentLinkedQueue<Sight> SEEN = new ConcurrentLinkedQueue<>();

    private Sightings() {}

    record Sight(String place, ThrowawayVm vm, VmState state) {
        VmId id() {
            return vm.id();
        }
    }

    /** Is what a field holds before the extension fills it. */
    @SuppressWarnings("NullAway")
    static ThrowawayVm none() {
        return null;
    }

    static void forget() {
        SEEN.clear();
    }

    static void see(String place, ThrowawayVm vm) {
        SEEN.add(new Sight(place, vm, vm.vm().state()));
    }

    static List<Sight> all() {
        return List.copyOf(SEEN);
    }

    static List<VmId> ids() {
        return SEEN.stream().map(Sight::id).toList();
    }

    static Set<VmId> idsAt(String place) {
        return SEEN.stream()
                .filter(sight -> sight.place().equals(place))
                .map(Sight::id)
                .collect(Collectors.toSet());
    }

    static void assertAllGone() {
        assertThat(SEEN)
                .isNotEmpty()
                .allSatisfy(sight -> assertThatThrownBy(sight.vm()::vm).isInstanceOf(NotFoundException.class));
    }
}
