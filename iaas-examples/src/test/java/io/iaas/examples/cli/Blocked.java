package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.Iaas;
import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import io.iaas.error.ErrorCode;
import io.iaas.examples.simulation.KeptHost;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** Leaves a blocked operation behind, as a program would whose host refused an undo again and again. */
final class Blocked {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path database;

    Blocked(Path database) {
        this.database = database;
    }

    /** A create whose guest did not start and whose domain cannot be removed. */
    String create(String name) {
        return left(
                iaas -> iaas.compute()
                        .create(VmSpec.named(name).image("blank").flavor("tiny").build()),
                SimulatedCall.START,
                SimulatedCall.UNDEFINE_DOMAIN);
    }

    /** A delete whose domain is gone and whose disk cannot be removed. */
    String delete(String name) {
        return left(iaas -> iaas.compute().delete(id(iaas, name)), SimulatedCall.DELETE_VOLUME);
    }

    /** A rename that the host refuses in both directions. */
    String rename(String name) {
        return left(iaas -> iaas.compute().rename(id(iaas, name), "other"), SimulatedCall.SET_TITLE);
    }

    private static VmId id(Iaas iaas, String name) {
        return iaas.compute().get(name).id();
    }

    private String left(Function<Iaas, Operation<?>> work, SimulatedCall... refused) {
        KeptHost host = KeptHost.in(Path.of(database + ".simulated"));
        try (Iaas iaas = Iaas.builder()
                .repositories(MyBatisRepositories.sqlite(database))
                .hypervisor(host.hypervisor())
                .attempts(1, 1)
                .build()) {
            for (SimulatedCall call : refused) {
                host.faults()
                        .inject(Fault.before(call, ErrorCode.HYPERVISOR_REFUSED).forever());
            }
            Operation<?> operation = work.apply(iaas);
            OperationFailedException failure =
                    catchThrowableOfType(OperationFailedException.class, () -> operation.await(PATIENCE));
            assertThat(failure.operation().state()).isEqualTo(OperationState.UNDO_BLOCKED);
            return operation.id().toString();
        }
    }
}
