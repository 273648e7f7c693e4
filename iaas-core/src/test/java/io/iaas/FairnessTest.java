package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.error.NotFoundException;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Projects take turns, and know nothing of each other. */
class FairnessTest {
    private final TwoProjects cloud = new TwoProjects();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void aFloodOfOneProjectDelaysTheOtherByOneOperation() throws InterruptedException {
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.CREATE_VOLUME));
        List<Operation<Vm>> flood = IntStream.range(0, 20)
                .mapToObj(i -> cloud.first.create(aVm("flood-" + i).build()))
                .toList();
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        List<Operation<Vm>> later = IntStream.range(0, 2)
                .mapToObj(i -> cloud.second.create(aVm("later-" + i).build()))
                .toList();
        hang.release();
        flood.forEach(operation -> operation.await(PATIENCE));
        later.forEach(operation -> operation.await(PATIENCE));

        assertThat(endedBefore(later.get(0), flood)).isLessThanOrEqualTo(1);
        assertThat(endedBefore(later.get(1), flood)).isLessThanOrEqualTo(2);
    }

    /** How many of the others ended before this one, at least a tick of the clock. */
    private static long endedBefore(Operation<?> operation, List<Operation<Vm>> others) {
        var end = operation.info().finishedAt().orElseThrow();
        return others.stream()
                .filter(other -> other.info().finishedAt().orElseThrow().isBefore(end))
                .count();
    }

    @Test
    void theSameKeyOfTwoProjectsIsTwoRequests() {
        SubmitOptions keyed = SubmitOptions.none().withIdempotencyKey("order-17");

        Operation<Vm> one = cloud.first.with(keyed).create(aVm("web").build());
        Operation<Vm> two = cloud.second.with(keyed).create(aVm("db").build());

        assertThat(one.await(PATIENCE).name()).isEqualTo("web");
        assertThat(two.await(PATIENCE).name()).isEqualTo("db");
        assertThatThrownBy(() -> cloud.second.get("web")).isInstanceOf(NotFoundException.class);
    }
}
