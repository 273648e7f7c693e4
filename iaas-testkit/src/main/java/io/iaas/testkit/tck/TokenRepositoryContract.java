package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.UserId;
import io.iaas.spi.repository.StoredToken;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class TokenRepositoryContract extends DatabaseTest {
    @Test
    void tokenIsFoundByItsHashWhetherItHasExpiredOrNot() {
        UserId alice = insert(samples().user("alice")).user().id();
        StoredToken expired = insert("old", alice, start().minusSeconds(60));
        StoredToken valid = insert("new", alice, start().plusSeconds(60));

        assertThat(found("old")).contains(expired);
        assertThat(found("new")).contains(valid);
        assertThat(found("other")).isEmpty();
    }

    @Test
    void expiredTokensAreDeletedAtTheMomentOfTheirExpiry() {
        UserId alice = insert(samples().user("alice")).user().id();
        insert("past", alice, start().minusMillis(1));
        insert("now", alice, start());
        insert("future", alice, start().plusMillis(1));

        writing(session -> session.identity().tokens().deleteExpired(start()));

        assertThat(found("past")).isEmpty();
        assertThat(found("now")).isEmpty();
        assertThat(found("future")).isPresent();
    }

    @Test
    void tokensAreDeletedByHashAndByUser() {
        UserId alice = insert(samples().user("alice")).user().id();
        UserId bob = insert(samples().user("bob")).user().id();
        insert("a1", alice, start());
        insert("a2", alice, start());
        insert("a3", alice, start());
        insert("b1", bob, start());

        assertThat(changed(session -> session.identity().tokens().delete("a1"))).isTrue();
        assertThat(changed(session -> session.identity().tokens().delete("a1"))).isFalse();
        assertThat(found("a2")).isPresent();
        writing(session -> session.identity().tokens().deleteOf(alice));

        assertThat(found("a2")).isEmpty();
        assertThat(found("a3")).isEmpty();
        assertThat(found("b1")).isPresent();
    }

    @Test
    void tokenNeedsItsUserItsProjectAndAHashOfItsOwn() {
        UserId alice = insert(samples().user("alice")).user().id();
        UUID nothing = new UUID(9, 9);
        insert("a", alice, start());

        assertThatThrownBy(() -> insert("a", alice, start())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> insert("b", new UserId(nothing), start())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writing(session -> session.identity()
                        .tokens()
                        .insert(new StoredToken("c", alice, new ProjectId(nothing), start()))))
                .isInstanceOf(IllegalStateException.class);
    }

    private StoredToken insert(String hash, UserId user, Instant expiresAt) {
        StoredToken token = new StoredToken(hash, user, Project.DEFAULT, expiresAt);
        writing(session -> session.identity().tokens().insert(token));
        return token;
    }

    private Optional<StoredToken> found(String hash) {
        return found(session -> session.identity().tokens().find(hash));
    }
}
