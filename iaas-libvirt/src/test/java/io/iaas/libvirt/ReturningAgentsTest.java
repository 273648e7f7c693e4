package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReturningAgentsTest {
    private static final UUID RESTORED = new UUID(1, 1);
    private final HypervisorException notConnected = unresponsive("QEMU guest agent is not connected");
    private final HypervisorException disappeared = unresponsive("Guest agent disappeared while executing command");

    private final ReturningAgents agents = new ReturningAgents();

    private static HypervisorException unresponsive(String text) {
        return (HypervisorException) AgentFault.translate(
                "run true",
                new LibvirtFault(ErrorNumber.AGENT_UNRESPONSIVE, 10, "Guest agent is not responding: " + text));
    }

    @Test
    void agentThatIsNotConnectedBehindARestoreIsTriedAgain() {
        agents.restored(RESTORED);

        assertThat(agents.isWorthAnotherTry(RESTORED, notConnected, false)).isTrue();
        assertThat(agents.isWorthAnotherTry(RESTORED, disappeared, true)).isTrue();
    }

    @Test
    void whatTheAgentMayHaveHeardIsNotSaidTwice() {
        agents.restored(RESTORED);

        assertThat(agents.isWorthAnotherTry(RESTORED, disappeared, false)).isFalse();
    }

    @Test
    void agentThatWasNotRestoredIsNotWaitedFor() {
        agents.restored(RESTORED);

        assertThat(agents.isWorthAnotherTry(new UUID(1, 2), notConnected, true)).isFalse();
    }

    @Test
    void otherFailuresAreFinal() {
        agents.restored(RESTORED);

        HypervisorException refused = new HypervisorException(ErrorCode.COMMAND_REFUSED, "refused", "");
        assertThat(agents.isWorthAnotherTry(RESTORED, refused, true)).isFalse();
    }
}
