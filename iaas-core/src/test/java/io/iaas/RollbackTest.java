package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.CallListener;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.JournalStep;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operation that fails leaves nothing behind, tells its caller so, and can be asked for again. */
class RollbackTest {
    private final Cloud cloud = Cloud.withImage();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void createThatFailedTellsSoAndCanBeAskedForAgain() {
        failsAndLeavesNothing(() -> cloud.iaas.compute().create(aVm("web").build()), SimulatedCall.START);
        assertThat(cloud.iaas
                        .compute()
                        .list(VmQuery.all(), PageRequest.first(10))
                        .items())
                .isEmpty();
        assertThat(cloud.create("web").state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void importThatFailedTellsSoAndCanBeAskedForAgain() {
        failsAndLeavesNothing(this::importOther, SimulatedCall.UPLOAD_VOLUME);
        assertThat(cloud.iaas.images().find("other")).isEmpty();
        assertThat(importOther().await(PATIENCE)).isNotNull();
    }

    private Operation<Image> importOther() {
        return cloud.iaas.images().importImage(ImageSpec.disk("other", new ByteArrayInputStream(new byte[4096])));
    }

    private void failsAndLeavesNothing(Supplier<Operation<?>> work, SimulatedCall call) {
        HostSnapshot before = cloud.snapshot();
        List<String> ledger = cloud.ledger();
        cloud.hypervisor.faults().inject(Fault.after(call, ErrorCode.HYPERVISOR_TIMEOUT));

        Operation<?> operation = work.get();
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> operation.await(PATIENCE));

        assertThat(failure.code()).isEqualTo(ErrorCode.HYPERVISOR_TIMEOUT);
        assertThat(failure.operation().state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(failure.evidence().notUndone()).isEmpty();
        assertThat(cloud.snapshot()).isEqualTo(before);
        assertThat(cloud.ledger()).isEqualTo(ledger);
    }

    @Test
    void undoThatFailsIsTriedAgain() {
        HostSnapshot before = cloud.snapshot();
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));
        cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.UNDEFINE_DOMAIN, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .times(2));

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> cloud.create("web"));

        assertThat(failure.code()).isEqualTo(ErrorCode.HYPERVISOR_REFUSED);
        assertThat(failure.evidence().step()).contains("start-domain");
        assertThat(failure.evidence().undone()).contains("start-domain", "define-domain", "create-disk");
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void domainThatIsStartedBehindTheUndoOfItsCreateIsRemovedAllTheSame() {
        HostSnapshot before = cloud.snapshot();
        SimulatedHypervisor lostWorker = SimulatedHypervisor.connect(cloud.host);
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.START, ErrorCode.HYPERVISOR_TIMEOUT));
        cloud.hypervisor.listen((call, point) -> {
            if (call == SimulatedCall.POWER_OFF
                    && point == CallListener.Point.AFTER_EFFECT
                    && lostWorker.calls().count(SimulatedCall.START) == 0) {
                lostWorker
                        .power()
                        .start(cloud.names()
                                .domain(cloud.iaas.compute().get("web").id()));
            }
        });

        assertThatThrownBy(() -> cloud.create("web")).isInstanceOf(OperationFailedException.class);

        assertThat(lostWorker.calls().count(SimulatedCall.START)).isOne();
        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void nothingIsMadeWhenOneOfTheStepsThatArePlannedTogetherIsRefused() {
        cloud.onceAfter(SimulatedCall.FIND_VOLUME, () -> cloud.host.addForeignVolume(seedOfWeb()));

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> cloud.create("web"));

        assertThat(failure.code()).isEqualTo(ErrorCode.FOREIGN_RESOURCE);
        assertThat(failure.evidence().step()).contains("create-seed");
        assertThat(failure.evidence().undone()).isEmpty();
        assertThat(cloud.iaas.operations().journal(failure.operation().id())).isEmpty();
    }

    @Test
    void stepThatWasOnlyPlannedIsNotUndone() {
        HostSnapshot before = cloud.snapshot();
        // Behind all looks for volumes, as that for the console's log is the last.
        cloud.onceAfter(SimulatedCall.FIND_CONSOLE, () -> cloud.host.addForeignVolume(seedOfWeb()));
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.CREATE_VOLUME, ErrorCode.HYPERVISOR_TIMEOUT));

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> cloud.create("web"));

        assertThat(failure.code()).isEqualTo(ErrorCode.HYPERVISOR_TIMEOUT);
        assertThat(failure.evidence().undone()).containsExactly("create-disk", "place-on-host");
        assertThat(failure.evidence().notUndone()).isEmpty();
        assertThat(cloud.snapshot().volumes()).hasSize(before.volumes().size() + 1);
        assertThat(cloud.iaas.operations().journal(failure.operation().id()))
                .extracting(JournalStep::state)
                .hasSize(4)
                .containsOnly(JournalStep.State.UNDONE);
    }

    private VolumeName seedOfWeb() {
        return cloud.names().seed(cloud.iaas.compute().get("web").id());
    }
}
