package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.GuestAgents;
import io.iaas.spi.hypervisor.HypervisorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents say, sound and hostile. */
class AgentReplyTest {
    private static Optional<CommandResult> result(String content) {
        return AgentReply.read("look", "{\"return\":" + content + "}").result();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void resultsAreRead() {
        assertThat(result("{\"exited\":false}")).isEmpty();
        assertThat(result("{\"exited\":true,\"exitcode\":0}")).contains(new CommandResult(0, "", ""));
        assertThat(result("{\"exitcode\":3,\"err-data\":\"" + base64("\u00e4\n") + "\",\"out-data\":\"" + base64("out")
                        + "\",\"err-truncated\":false,\"out-truncated\":false,\"exited\":true}"))
                .contains(new CommandResult(3, "out", "\u00e4\n"));
        assertThat(result("{\"signal\":9,\"exited\":true}")).contains(new CommandResult(137, "", ""));
        assertThat(result("{\"exited\":true,\"exitcode\":3221225781}")).contains(new CommandResult(0xc0000135, "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"return\":[]}",
                "{\"return\":{}}",
                "{\"error\":{}}",
                "{\"return\":{\"exited\":1}}",
                "{\"return\":{\"exited\":true}}",
                "{\"return\":{\"exited\":true,\"exitcode\":\"0\"}}",
                "{\"return\":{\"exited\":true,\"exitcode\":1.5}}",
                "{\"return\":{\"exited\":true,\"exitcode\":99999999999}}",
                "{\"return\":{\"exited\":true,\"signal\":-1}}",
                "{\"return\":{\"exited\":true,\"signal\":4000}}",
                "{\"return\":{\"exited\":true,\"exitcode\":0,\"out-data\":7}}",
                "{\"return\":{\"exited\":true,\"exitcode\":0,\"out-data\":\"a*b=\"}}",
                "{\"return\":{\"exited\":true,\"exitcode\":0,\"err-data\":\"abc\\u0000\"}}",
                "{\"return\":{\"exited\":true,\"exitcode\":0,\"out-truncated\":\"no\"}}"
            })
    void nonsenseIsAnAgentThatDoesNotAnswerAsOne(String json) {
        assertThatThrownBy(() -> AgentReply.read("look", json).result())
                .isInstanceOfSatisfying(HypervisorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.AGENT_UNAVAILABLE);
                    assertThat(e.driverError()).isPresent();
                });
    }

    @Test
    void outputThatIsLongerThanStatedOrCutIsNotReturned() {
        String most = "x".repeat(GuestAgents.MAX_OUTPUT_BYTES);
        assertThat(result("{\"exited\":true,\"exitcode\":0,\"out-data\":\"" + base64(most) + "\"}"))
                .contains(new CommandResult(0, most, ""));
        for (String rest : new String[] {"\"err-data\":\"" + base64(most + "xxx") + "\"", "\"out-truncated\":true"}) {
            assertThatThrownBy(() -> result("{\"exited\":true,\"exitcode\":5," + rest + "}"))
                    .isInstanceOfSatisfying(HypervisorException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LONG);
                        assertThat(e.driverError().orElseThrow()).contains("status 5");
                    });
        }
    }

    @Test
    void requestsReadBackAsTheCommand() throws JsonReading.MalformedException {
        String odd = "\"\\\n\t\u0001\u00e4\u2028\ud83d\ude00'";
        GuestCommand command = GuestCommand.of("/bin/" + odd, odd, "").withInput(odd);

        assertThat(JsonReading.read(AgentRequest.start(command)))
                .isEqualTo(Map.of(
                        "execute",
                        "guest-exec",
                        "arguments",
                        Map.of(
                                "path",
                                "/bin/" + odd,
                                "arg",
                                List.of(odd, ""),
                                "input-data",
                                base64(odd),
                                "capture-output",
                                true)));
        assertThat(AgentRequest.start(command)).matches("[ -~]+");
        assertThat(AgentRequest.start(GuestCommand.of("a"))).doesNotContain("input-data");
    }

    @Test
    void failuresAreToldApart() {
        assertThat(code(86, 10, "Guest agent is not responding: QEMU guest agent is not connected"))
                .isEqualTo(ErrorCode.AGENT_UNAVAILABLE);
        assertThat(code(74, 10, "argument unsupported: QEMU guest agent is not configured"))
                .isEqualTo(ErrorCode.AGENT_UNAVAILABLE);
        assertThat(code(38, 10, "No complete agent response found in 10485760 bytes: Numerical result out of range"))
                .isEqualTo(ErrorCode.AGENT_UNAVAILABLE);
        assertThat(code(39, 7, "Unable to encode message payload")).isEqualTo(ErrorCode.OUTPUT_TOO_LONG);
        assertThat(AgentFault.translate("look", new LibvirtFault(38, 7, "Cannot recv data: Connection reset by peer")))
                .isInstanceOf(LibvirtFault.class);
        assertThat(AgentFault.translate("look", new LibvirtFault(55, 10, "domain is not running")))
                .isInstanceOf(LibvirtFault.class);
        String refusal =
                "internal error: unable to execute QEMU agent command 'guest-exec': Guest agent command failed,"
                        + " error was 'Failed to execute child process \u001b[31m\u201c/nope\u201d (No such file or directory)'";
        assertThat(AgentFault.translate("look", new LibvirtFault(1, 10, refusal)))
                .hasFieldOrPropertyWithValue("code", ErrorCode.COMMAND_REFUSED)
                .hasMessageContaining("No such file or directory")
                .hasMessageNotContaining("\u001b");
    }

    private static ErrorCode code(int number, int source, String text) {
        return ((HypervisorException) AgentFault.translate("look", new LibvirtFault(number, source, text))).code();
    }
}
