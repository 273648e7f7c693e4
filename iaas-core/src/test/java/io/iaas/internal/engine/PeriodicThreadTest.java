package io.iaas.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeriodicThreadTest {
    @Test
    void taskThatFailsByAnErrorIsDoneAgain() throws InterruptedException {
        CountDownLatch turns = new CountDownLatch(3);
        PeriodicThread thread = new PeriodicThread("failing", Duration.ofMillis(1), () -> {
            turns.countDown();
            throw new NoClassDefFoundError("injected");
        });
        thread.start();
        try {
            assertThat(turns.await(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            thread.close();
        }
    }
}
