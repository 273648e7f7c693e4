package io.iaas.audit;

import io.iaas.identity.User;
import io.iaas.identity.UserId;
import java.util.Optional;

/**
 * Who did something, as of then; the user may have been deleted since.
 *
 * @param kind what is known of whoever it was
 * @param userId the user; empty where there is no user
 * @param name the user's name at that time; empty where there is no user
 */
public record Actor(Kind kind, Optional<UserId> userId, Optional<String> name) {
    /** The host application itself, or the library on its behalf. */
    public static final Actor HOST_APPLICATION = new Actor(Kind.HOST_APPLICATION, Optional.empty(), Optional.empty());
    /** The lease of a virtual machine, which has ended. */
    public static final Actor LEASE = new Actor(Kind.LEASE, Optional.empty(), Optional.empty());
    /** Somebody whom nobody vouches for. */
    public static final Actor NOBODY = new Actor(Kind.NOBODY, Optional.empty(), Optional.empty());

    /** What is known of an actor. */
    public enum Kind {
        /** The application that embeds the library. */
        HOST_APPLICATION,
        /** A user who proved to be that user. */
        USER,
        /** Somebody who gave a user's name and did not prove to be that user. */
        CLAIMANT,
        /** The lease of a virtual machine: what is done because it has ended. */
        LEASE,
        /** Somebody without a valid token, or with a name that no user has. */
        NOBODY
    }

    /** Checks that a user is named where there is one, and only there. */
    public Actor {
        boolean named = kind == Kind.USER || kind == Kind.CLAIMANT;
        if (userId.isPresent() != named || name.isPresent() != named) {
            throw new IllegalArgumentException("an actor of kind " + kind + (named ? " is" : " is no") + " user");
        }
    }

    /** Returns the user who proved to be it. */
    public static Actor user(User user) {
        return new Actor(Kind.USER, Optional.of(user.id()), Optional.of(user.name()));
    }

    /** Returns whoever gave the name of this user. */
    public static Actor claimant(User user) {
        return new Actor(Kind.CLAIMANT, Optional.of(user.id()), Optional.of(user.name()));
    }
}
