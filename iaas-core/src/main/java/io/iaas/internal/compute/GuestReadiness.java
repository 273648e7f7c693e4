package io.iaas.internal.compute;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Looks whether a guest has come up, as its agent and its cloud-init tell. */
final class GuestReadiness {
    private static final int CONSOLE_BYTES = 64 * 1024;
    private static final String LAST_LINE = "Cloud-init v\\. \\S+ finished at ";
    private static final GuestCommand READ_RESULT = GuestCommand.of("cat", "/run/cloud-init/result.json");
    /** Each try starts a process in the guest, which has enough to do. */
    private static final int LOOKS_A_TRY = 10;

    /** What says that there is nothing to learn now, and nothing about the host. */
    private static final Set<ErrorCode> NOTHING_NEW = EnumSet.of(
            ErrorCode.AGENT_UNAVAILABLE,
            ErrorCode.COMMAND_REFUSED,
            ErrorCode.OUTPUT_TOO_LONG,
            ErrorCode.WRONG_STATE,
            ErrorCode.NOT_FOUND);

    private final Hypervisor hypervisor;
    private final ResourceNames names;
    private final Vm vm;
    private OptionalLong reading = OptionalLong.empty();
    private int looks;

    GuestReadiness(Hypervisor hypervisor, ResourceNames names, Vm vm) {
        this.hypervisor = hypervisor;
        this.names = names;
        this.vm = vm;
    }

    boolean agentAnswers() {
        return hypervisor.agents().answers(names.domain(vm.id()));
    }

    boolean cloudInitFinished() {
        return (can(Capability.CONSOLE_LOG) && consoleTells()) || (can(Capability.GUEST_AGENT) && agentTells());
    }

    private boolean can(Capability capability) {
        return hypervisor.capabilities().contains(capability);
    }

    private boolean consoleTells() {
        byte[] tail = hypervisor.consoles().tail(names.console(vm.id()), CONSOLE_BYTES);
        return BoundedMatcher.finds(LAST_LINE, new String(tail, StandardCharsets.UTF_8));
    }

    /** Has the agent read the file, and learns by a later look what came of it. */
    private boolean agentTells() {
        try {
            if (reading.isPresent()) {
                long process = reading.getAsLong();
                Optional<CommandResult> result = hypervisor.agents().result(names.domain(vm.id()), process);
                reading = result.isPresent() ? OptionalLong.empty() : reading;
                return result.filter(CommandResult::succeeded).isPresent();
            }
            if (looks++ % LOOKS_A_TRY == 0) {
                reading = OptionalLong.of(hypervisor.agents().start(names.domain(vm.id()), READ_RESULT));
            }
        } catch (HypervisorException e) {
            if (!NOTHING_NEW.contains(e.code())) {
                throw e;
            }
            reading = OptionalLong.empty();
        }
        return false;
    }
}
