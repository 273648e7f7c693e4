package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserModeStateTest {
    private static final String TWO_NETWORKS = """
            Hub -1 (hostnet0):\r
              Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ\r
              TCP[ESTABLISHED]   11       127.0.0.1 41999       10.0.2.15    80     0     0\r
              TCP[HOST_FORWARD]   9       127.0.0.1    68       10.0.2.15    22     0     0\r
              TCP[HOST_FORWARD]   8       127.0.0.1 37487       10.0.2.15    80     0     0\r
              TCP[HOST_FORWARD]   7               *  4321       10.0.2.15   443     0     0\r
              TCP[HOST_FORWARD]   3       127.0.0.1 44335       10.0.2.15    22     0     0\r
              UDP[236 sec]       10       10.0.2.15 56432        10.0.2.3    53     0     0\r
            Hub -1 (hostnet1):\r
              Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ\r
              TCP[HOST_FORWARD]  11       127.0.0.1 41915       10.0.2.15  8080     0     0\r
            """;

    @Test
    void oldestForwardOfTheFirstNetworkIsTold() {
        UserModeState state = UserModeState.read(TWO_NETWORKS);

        assertThat(state.network()).contains("hostnet0");
        assertThat(state.forwardTo(22)).hasValue(44335);
        assertThat(state.forwardTo(80)).hasValue(37487);
    }

    @Test
    void whatOthersReachAndWhatBelongsToAnotherNetworkIsNoForwardOfOurs() {
        UserModeState state = UserModeState.read(TWO_NETWORKS);

        assertThat(state.forwardTo(443)).isEmpty();
        assertThat(state.forwardTo(8080)).isEmpty();
        assertThat(state.forwardTo(8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "unknown command: 'info usernet'", "TCP[HOST_FORWARD] 3 127.0.0.1 1 10.0.2.15 22 0 0"})
    void answerWithoutANetworkHasNone(String answer) {
        UserModeState state = UserModeState.read(answer);

        assertThat(state.network()).isEmpty();
    }
}
