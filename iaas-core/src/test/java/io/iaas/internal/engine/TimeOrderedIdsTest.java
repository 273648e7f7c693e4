package io.iaas.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
    @Test
    void idsGrowWithinAMillisecondAndAreUuidsOfVersionSeven() {
        TimeOrderedIds ids = new TimeOrderedIds();

        List<UUID> made = Stream.generate(ids::next).limit(20_000).toList();

        assertThat(made).allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        });
        assertThat(made.stream().map(UUID::toString).toList()).isSorted().doesNotHaveDuplicates();
    }
}
