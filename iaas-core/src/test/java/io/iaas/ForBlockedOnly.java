package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import java.util.UUID;
import java.util.function.Consumer;

/** What can be done to blocked operations only. */
record ForBlockedOnly(Cloud cloud, Consumer<OperationId> what) {
    /** Asserts that it is refused for an operation that runs, for one that has succeeded, and for none. */
    void assertRefusedForOthers() throws InterruptedException {
        InjectedFault hang = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.PAUSE));
        Operation<?> pause =
                cloud.iaas.compute().pause(cloud.iaas.compute().get("web").id());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        assertRefused(pause.id());
        hang.release();
        pause.await(PATIENCE);
        assertRefused(pause.id());
        assertThat(pause.info().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThatThrownBy(() -> what.accept(new OperationId(UUID.randomUUID())))
                .isInstanceOf(NotFoundException.class);
    }

    void assertRefused(OperationId id) {
        assertThatThrownBy(() -> what.accept(id))
                .isInstanceOf(ConflictException.class)
                .extracting("code")
                .isEqualTo(ErrorCode.WRONG_STATE);
    }
}
