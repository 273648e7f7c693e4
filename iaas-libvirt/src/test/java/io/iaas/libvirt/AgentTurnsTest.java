package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.libvirt.AgentTurns.Turn;
import java.time.Duration;
import java.util.Optional;
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

    private Optional<Turn> take(UUID domain, Duration patience) {
        try {
            return turns.take(domain, System.nanoTime() + patience.toNanos());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Turn taken(UUID domain) {
        return take(domain, SHORT).orElseThrow();
    }

    private void speakWith(UUID domain) {
        taken(domain).close();
    }

    private void fallSilent(UUID domain) {
        try (Turn turn = taken(domain)) {
            turn.silent();
        }
    }

    @Test
    void agentIsHeardByOneAtATimeAndOthersMeanwhile() throws Exception {
        CompletableFuture<Optional<Turn>> next;
        try (Turn first = taken(one)) {
            assertThat(first).isNotNull();
            speakWith(two);
            assertThat(take(one, SHORT)).isEmpty();
            next = CompletableFuture.supplyAsync(() -> take(one, LONG));
        }

        assertThat(next.get(LONG.toSeconds(), TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void silentAgentsShareOneTurnUntilTheyAnswer() {
        fallSilent(one);
        fallSilent(two);
        try (Turn turn = taken(one)) {
            assertThat(turn).isNotNull();
            assertThat(take(two, SHORT)).isEmpty();
            speakWith(three);
        }

        assertThat(take(two, SHORT)).isPresent();
        assertThat(take(one, SHORT)).isPresent();
    }

    @Test
    void agentThatStaysSilentGivesItsTurnBack() {
        fallSilent(one);
        fallSilent(two);
        fallSilent(one);

        assertThat(take(two, SHORT)).isPresent();
    }
}
