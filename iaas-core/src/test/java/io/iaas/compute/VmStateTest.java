package io.iaas.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VmStateTest {
    @Test
    void onlyACreateBeginsAVmAndNothingLeadsBackToIt() {
        Set<VmState> reached = EnumSet.noneOf(VmState.class);
        Arrays.stream(VmState.values()).forEach(state -> reached.addAll(state.next()));

        assertThat(reached).isEqualTo(EnumSet.complementOf(EnumSet.of(VmState.CREATING, VmState.UNKNOWN)));
    }

    @ParameterizedTest
    @EnumSource(
            value = VmState.class,
            names = {"DELETING", "UNKNOWN"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyVmCanBeDeleted(VmState state) {
        assertThat(state.mayBecome(VmState.DELETING)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = VmState.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void everyStateMayStayAndMayFail(VmState state) {
        assertThat(state.mayBecome(state)).isTrue();
        assertThat(state.mayBecome(VmState.ERROR)).isTrue();
    }

    @Test
    void stoppedGuestIsNotPaused() {
        assertThat(VmState.STOPPED.mayBecome(VmState.PAUSED)).isFalse();
    }
}
