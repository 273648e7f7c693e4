package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationService;
import io.iaas.operation.OperationState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A blocked operation that is tried again, once its cause is gone, ends as if nothing had been in its way. */
class RetryTest {
    private final Cloud cloud = Blocking.cloud();
    private final OperationService operations = cloud.iaas.operations();

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DELETE_BEHIND_ITS_PIVOT", "IMAGE_DELETE"})
    void undoLeavesEverythingAsItWas(Blocking kind) {
        HostSnapshot before = cloud.snapshot();
        List<String> ledger = cloud.ledger();
        Operation<?> blocked = kind.on(cloud);

        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class,
                () -> operations.retry(blocked.id()).await(PATIENCE));

        assertThat(failure.operation().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(failure.evidence().notUndone()).isEmpty();
        assertThat(failure.code()).isNotEqualTo(ErrorCode.INTERNAL);
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.ledger()).isEqualTo(ledger);
        assertThat(cloud.iaas.compute().find("new")).isEmpty();
        assertThat(cloud.iaas.images().find("new-image")).isEmpty();
        assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(VmState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELETE_BEHIND_ITS_PIVOT", "IMAGE_DELETE"})
    void deleteIsFinished(Blocking kind) {
        Operation<?> blocked = kind.on(cloud);

        operations.retry(blocked.id()).await(PATIENCE);

        assertThat(blocked.info().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(cloud.snapshot().volumes().keySet()).noneMatch(name -> name.contains(targetOf(blocked)));
        assertThat(cloud.ledger()).noneMatch(line -> line.contains(targetOf(blocked)));
    }

    private static String targetOf(Operation<?> operation) {
        return operation.info().target().id().toString();
    }

    @Test
    void whatFailsAgainIsBlockedAgainAndMayBeTriedAgain() {
        Operation<?> blocked = Blocking.CREATE.on(cloud);
        InjectedFault still = cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.UNDEFINE_DOMAIN, ErrorCode.HYPERVISOR_REFUSED)
                        .forever());

        assertThatThrownBy(() -> operations.retry(blocked.id()).await(PATIENCE))
                .isInstanceOf(OperationFailedException.class);
        assertThat(blocked.info().state()).isEqualTo(OperationState.UNDO_BLOCKED);
        assertThat(still.hits()).isOne();
        still.remove();
        assertThatThrownBy(() -> operations.retry(blocked.id()).await(PATIENCE))
                .isInstanceOf(OperationFailedException.class);

        assertThat(blocked.info().state()).isEqualTo(OperationState.ROLLED_BACK);
    }

    @Test
    void onlyABlockedOperationIsTriedAgain() throws InterruptedException {
        ForBlockedOnly retry = new ForBlockedOnly(cloud, operations::retry);
        retry.assertRefusedForOthers();
        Operation<?> blocked = Blocking.CREATE.on(cloud);
        operations.abandon(blocked.id());

        retry.assertRefused(blocked.id());

        assertThat(blocked.info().state()).isEqualTo(OperationState.ABANDONED);
    }
}
