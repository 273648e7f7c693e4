package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AgentTurnsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final AgentTurns turns = new AgentTurns();
    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private final UUID three = UUID.randomUUID();

    private boolean take(UUID domain, Duration patience) {
        try {
            return turns.take(domain, System.nanoTime() + patience.toNanos());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void agentIsHeardByOneAtATimeAndOthersMeanwhile() throws Exception {
        assertThat(take(one, SHORT)).isTrue();
        assertThat(take(two, SHORT)).isTrue();
        assertThat(take(one, SHORT)).isFalse();

        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> take(one, LONG));
        turns.end(one, false);

        assertThat(next.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void silentAgentsShareOneTurnUntilTheyAnswer() {
        for (UUID silent : new UUID[] {one, two}) {
            assertThat(take(silent, SHORT)).isTrue();
            turns.end(silent, true);
        }
        assertThat(take(one, SHORT)).isTrue();
        assertThat(take(two, SHORT)).isFalse();
        assertThat(take(three, SHORT)).isTrue();

        turns.end(one, false);

        assertThat(take(two, SHORT)).isTrue();
        assertThat(take(one, SHORT)).isTrue();
    }

    @Test
    void agentThatFallsSilentGivesItsTurnBack() {
        assertThat(take(one, SHORT)).isTrue();
        turns.end(one, true);
        assertThat(take(two, SHORT)).isTrue();
        turns.end(two, true);

        assertThat(take(one, SHORT)).isTrue();
        turns.end(one, true);
        assertThat(take(two, SHORT)).isTrue();
    }
}
