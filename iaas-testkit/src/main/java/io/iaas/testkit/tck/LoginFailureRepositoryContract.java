package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.spi.repository.LoginFailures;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class LoginFailureRepositoryContract extends DatabaseTest {
    @Test
    void failuresAreKeptByKeyInPlaceOfEarlierOnes() {
        put("a", 1, 0);
        put("b", 7, 0);
        LoginFailures second = put("a", 2, 5);

        assertThat(found("a")).contains(second);
        assertThat(found("c")).isEmpty();
        assertThat(changed(session -> session.identity().loginFailures().delete("a")))
                .isTrue();
        assertThat(changed(session -> session.identity().loginFailures().delete("a")))
                .isFalse();
        assertThat(found("a")).isEmpty();
        assertThat(found("b")).isPresent();
    }

    @Test
    void whatIsOldIsForgotten() {
        put("old", 99, 9);
        put("young", 1, 10);

        writing(session -> session.identity().loginFailures().trim(start().plusSeconds(10), 5));

        assertThat(found("old")).isEmpty();
        assertThat(found("young")).isPresent();
    }

    @Test
    void ofTooManyTheLeastGoFirstAndOfTheseTheOldest() {
        put("often", 50, 1);
        put("twice", 2, 2);
        put("once", 1, 3);
        put("once-later", 1, 4);

        writing(session -> session.identity().loginFailures().trim(start(), 3));
        assertThat(found("once")).isEmpty();
        assertThat(found("once-later")).isPresent();
        writing(session -> session.identity().loginFailures().trim(start(), 1));

        assertThat(found("often")).isPresent();
        assertThat(found("twice")).isEmpty();
        assertThat(found("once-later")).isEmpty();
    }

    private LoginFailures put(String key, int count, int seconds) {
        LoginFailures failures = new LoginFailures(key, count, start().plusSeconds(seconds));
        writing(session -> session.identity().loginFailures().put(failures));
        return failures;
    }

    private Optional<LoginFailures> found(String key) {
        return found(session -> session.identity().loginFailures().find(key));
    }
}
