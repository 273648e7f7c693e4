package io.iaas.persistence.mybatis;

import io.iaas.audit.Actor;
import io.iaas.identity.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An actor in three columns. */
record ActorColumns(
        String kind, @Nullable String id, @Nullable String name) {
    static ActorColumns of(Actor actor) {
        return new ActorColumns(
                actor.kind().name(),
                actor.userId().map(UserId::toString).orElse(null),
                actor.name().orElse(null));
    }

    Actor actor() {
        return new Actor(
                Actor.Kind.valueOf(kind), Optional.ofNullable(id).map(UserId::parse), Optional.ofNullable(name));
    }
}
