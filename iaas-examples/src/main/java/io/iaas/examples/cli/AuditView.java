package io.iaas.examples.cli;

import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditResource;
import java.time.Instant;
import java.util.Optional;

/** An entry of the audit trail as the command line prints it. */
record AuditView(
        long sequence,
        Instant at,
        String actor,
        Optional<String> actorId,
        Optional<String> project,
        String action,
        Optional<String> resource,
        Optional<String> resourceId,
        String outcome,
        Optional<String> error,
        Optional<String> operation,
        Optional<String> role) {
    static AuditView of(AuditEntry entry) {
        return new AuditView(
                entry.sequence(),
                entry.at(),
                actor(entry),
                entry.actor().userId().map(Object::toString),
                entry.project().map(Object::toString),
                entry.action().name(),
                entry.resource().map(AuditResource::toString),
                entry.resource().flatMap(AuditResource::id),
                entry.outcome().name(),
                entry.error().map(Enum::name),
                entry.operation().map(Object::toString),
                entry.role().map(Enum::name));
    }

    private static String actor(AuditEntry entry) {
        String name = entry.actor().name().orElse("");
        return switch (entry.actor().kind()) {
            case USER -> name;
            case CLAIMANT -> "somebody as " + name;
            case HOST_APPLICATION -> "(host application)";
            case LEASE -> "(lease)";
            case NOBODY -> "(nobody)";
        };
    }
}
