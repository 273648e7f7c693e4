package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentFaultTest {
    private static RuntimeException internal(String text) {
        return AgentFault.translate(
                "ping the agent", new LibvirtFault(ErrorNumber.INTERNAL_ERROR, 10, "internal error: " + text));
    }

    private static ErrorCode code(RuntimeException failure) {
        assertThat(failure).isInstanceOf(HypervisorException.class);
        return ((HypervisorException) failure).code();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot parse json y: lexical error: invalid char in json text.",
                "Parsed JSON reply '[]' isn't an object",
                "Unknown JSON reply '{}'",
                "Missing monitor reply object"
            })
    void agentThatAnswersGarbageIsNone(String text) {
        assertThat(code(internal(text))).isEqualTo(ErrorCode.AGENT_UNAVAILABLE);
    }

    @Test
    void agentThatRefusesIsOneAlsoWhenItSpeaksOfJson() {
        assertThat(code(internal("unable to execute QEMU agent command 'guest-exec': no JSON")))
                .isEqualTo(ErrorCode.COMMAND_REFUSED);
    }

    @Test
    void whatIsLibvirtsOwnStaysSo() {
        assertThat(internal("no more memory")).isInstanceOf(LibvirtFault.class);
    }
}
