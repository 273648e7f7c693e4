package io.iaas.audit;

import java.util.Optional;

/**
 * What an act was about.
 *
 * @param kind such as {@code vm}, {@code image}, {@code flavor}, {@code key-pair}, {@code user} or {@code project}
 * @param id the id; empty for what has none, and where a call that failed gave none
 * @param name the name; empty where a call that failed gave none that is one
 */
public record AuditResource(String kind, Optional<String> id, Optional<String> name) {
    /** Returns the resource of this id. */
    public static AuditResource withId(String kind, Object id) {
        return new AuditResource(kind, Optional.of(id.toString()), Optional.empty());
    }

    /** Returns the resource of this name. */
    public static AuditResource named(String kind, String name) {
        return new AuditResource(kind, Optional.empty(), Optional.of(name));
    }

    @Override
    public String toString() {
        return kind + name.or(() -> id).map(text -> " '" + text + "'").orElse("");
    }
}
