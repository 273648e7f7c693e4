package io.iaas.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlarmClockTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final AlarmClock alarm = new AlarmClock();

    @Test
    void withoutAnAlarmOneSleepsAsLongAsOneLikes() {
        assertThat(alarm.left(LONG)).isEqualTo(LONG);
    }

    @Test
    void earliestAlarmWins() {
        alarm.ringIn(Duration.ofMinutes(10));
        alarm.ringIn(Duration.ofMinutes(30));

        assertThat(alarm.left(LONG)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    }

    @Test
    void alarmThatIsStillToRingIsKeptByEarlyWakers() {
        alarm.ringIn(Duration.ofMinutes(10));
        alarm.left(LONG);

        assertThat(alarm.left(LONG)).isLessThan(LONG);
    }
}
