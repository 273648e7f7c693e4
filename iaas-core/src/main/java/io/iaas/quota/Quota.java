package io.iaas.quota;

import io.iaas.error.InvalidInputException;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How much of each resource a project may hold. Immutable.
 *
 * @param limits the limits, 0 to {@value #MAX_LIMIT}, in the units of their resources; what has none is unlimited
 */
public record Quota(Map<QuotaResource, Long> limits) {
    private static final long MAX_LIMIT = 1_000_000_000_000L;
    private static final Quota UNLIMITED = new Quota(Map.of());

    /** Checks the limits. */
    public Quota {
        limits.forEach((resource, limit) -> {
            if (limit < 0 || limit > MAX_LIMIT) {
                throw new InvalidInputException(
                        "the quota of " + resource.words() + " must be 0 to " + MAX_LIMIT + ", not " + limit);
            }
        });
        limits = Map.copyOf(limits);
    }

    /** Returns the quota that limits nothing. */
    public static Quota unlimited() {
        return UNLIMITED;
    }

    /** Returns this quota with another limit of a resource. */
    public Quota withLimit(QuotaResource resource, long limit) {
        Map<QuotaResource, Long> changed = copy();
        changed.put(resource, limit);
        return new Quota(changed);
    }

    /** Returns this quota without a limit of a resource. */
    public Quota withoutLimit(QuotaResource resource) {
        Map<QuotaResource, Long> changed = copy();
        changed.remove(resource);
        return new Quota(changed);
    }

    /** Returns the limit of a resource; empty when it is unlimited. */
    public OptionalLong limit(QuotaResource resource) {
        Long limit = limits.get(resource);
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    private Map<QuotaResource, Long> copy() {
        Map<QuotaResource, Long> copy = new EnumMap<>(QuotaResource.class);
        copy.putAll(limits);
        return copy;
    }
}
