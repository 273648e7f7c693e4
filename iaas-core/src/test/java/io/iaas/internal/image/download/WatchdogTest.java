package io.iaas.internal.image.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.image.DownloadPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final DownloadPolicy POLICY = new DownloadPolicy(List.of(), 1L << 30, Duration.ofHours(1), 1000);

    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void serverThatDripsIsGivenUpThoughItNeverStops() throws IOException {
        try (Watchdog watchdog = new Watchdog(POLICY, now::get)) {
            watchdog.watch(() -> closed.set(true));
            for (int second = 1; second <= 30; second++) {
                pass(watchdog, 1, 1);
            }
            assertThat(closed).isFalse();

            pass(watchdog, 1, 1);

            assertThat(closed).isTrue();
            assertThat(watchdog.explain(new IOException("reset")))
                    .hasMessageContaining("less than 1000 bytes a second");
            assertThatThrownBy(() -> watchdog.watch(() -> closed.set(true))).isInstanceOf(DownloadException.class);
        }
    }

    @Test
    void serverThatIsFastEnoughIsLeftAloneUntilTheTimeLimit() throws IOException {
        try (Watchdog watchdog = new Watchdog(POLICY, now::get)) {
            watchdog.watch(() -> closed.set(true));
            for (int minute = 1; minute <= 60; minute++) {
                pass(watchdog, 60, 60_000);
            }
            assertThat(closed).isFalse();
            IOException failure = new IOException("reset");
            assertThat(watchdog.explain(failure)).isSameAs(failure);

            pass(watchdog, 1, 1000);

            assertThat(closed).isTrue();
            assertThat(watchdog.explain(failure)).hasMessageContaining("longer than PT1H");
        }
    }

    private void pass(Watchdog watchdog, int seconds, int bytes) {
        // The bytes first: the watchdog looks whenever it likes.
        watchdog.received(bytes);
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        watchdog.look();
    }
}
