package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.image.ImageId;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One way for each kind of operation to be blocked: the host refuses its effect, and then the undo. */
enum Blocking {
    CREATE(
            cloud -> cloud.iaas
                    .compute()
                    .create(aVm("new").userData("#!/bin/sh\n").build()),
            refused(SimulatedCall.START),
            refused(SimulatedCall.UNDEFINE_DOMAIN)),
    CREATE_BEFORE_ITS_SEED(
            cloud -> cloud.iaas
                    .compute()
                    .create(aVm("new").userData("#!/bin/sh\n").build()),
            refused(SimulatedCall.UPLOAD_VOLUME),
            refused(SimulatedCall.DELETE_VOLUME)),
    DELETE_BEHIND_ITS_PIVOT(cloud -> cloud.iaas.compute().delete(web(cloud)), refused(SimulatedCall.DELETE_VOLUME)),
    DELETE_BEFORE_ITS_PIVOT(
            cloud -> cloud.iaas.compute().delete(web(cloud)),
            lost(SimulatedCall.POWER_OFF),
            refused(SimulatedCall.START)),
    PAUSE(cloud -> cloud.iaas.compute().pause(web(cloud)), lost(SimulatedCall.PAUSE), refused(SimulatedCall.RESUME)),
    RENAME(cloud -> cloud.iaas.compute().rename(web(cloud), "other"), refused(SimulatedCall.SET_TITLE)),
    IMPORT(
            cloud -> cloud.iaas
                    .images()
                    .importImage(ImageSpec.disk("new-image", new ByteArrayInputStream(new byte[4096]))),
            refused(SimulatedCall.UPLOAD_VOLUME),
            refused(SimulatedCall.DELETE_VOLUME)),
    IMAGE_DELETE(cloud -> cloud.iaas.images().delete(unused(cloud)), refused(SimulatedCall.DELETE_VOLUME));

    static final String UNUSED = "unused-image";

    private final Function<Cloud, Operation<?>> work;
    private final List<Fault> faults;

    Blocking(Function<Cloud, Operation<?>> work, Fault... faults) {
        this.work = work;
        this.faults = Stream.of(faults).map(Fault::forever).toList();
    }

    /** A cloud with the machine {@code web} and an image that no machine uses. */
    static Cloud cloud() {
        Cloud cloud = Cloud.tryingOnce(4);
        cloud.create("web");
        cloud.importImage(UNUSED);
        return cloud;
    }

    /** Has an operation blocked, and then lets the host do again what it is asked to. */
    Operation<?> on(Cloud cloud) {
        List<InjectedFault> injected =
                faults.stream().map(cloud.hypervisor.faults()::inject).toList();
        Operation<?> operation = work.apply(cloud);
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> operation.await(PATIENCE));
        assertThat(failure.operation().state()).isEqualTo(OperationState.UNDO_BLOCKED);
        injected.forEach(InjectedFault::remove);
        return operation;
    }

    boolean ofImage() {
        return this == IMPORT || this == IMAGE_DELETE;
    }

    private static Fault refused(SimulatedCall call) {
        return Fault.before(call, ErrorCode.HYPERVISOR_REFUSED);
    }

    private static Fault lost(SimulatedCall call) {
        return Fault.after(call, ErrorCode.HYPERVISOR_UNAVAILABLE);
    }

    private static VmId web(Cloud cloud) {
        return cloud.iaas.compute().get("web").id();
    }

    private static ImageId unused(Cloud cloud) {
        return cloud.iaas.images().get(UNUSED).id();
    }
}
