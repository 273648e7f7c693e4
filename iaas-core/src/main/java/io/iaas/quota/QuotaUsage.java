package io.iaas.quota;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a project may hold, and what it holds, at one moment. A limit that was lowered may be below what is used.
 *
 * @param quota the limits
 * @param used what its machines and images take, from their submission until they are gone
 */
public record QuotaUsage(Quota quota, ResourceAmounts used) {
    /** Returns what holds for a project that nobody limited and that holds nothing. */
    public static QuotaUsage none() {
        return new QuotaUsage(Quota.unlimited(), ResourceAmounts.none());
    }

    /** Returns the limit of a resource; empty when it is unlimited. */
    public OptionalLong limit(QuotaResource resource) {
        return quota.limit(resource);
    }

    /** Returns how much of a resource is used. */
    public long used(QuotaResource resource) {
        return used.of(resource);
    }

    /** Returns why so much more does not fit, by the first resource that lacks; empty when it fits. */
    public Optional<QuotaExceededException> refusal(ResourceAmounts asked) {
        return Stream.of(QuotaResource.values())
                .filter(resource -> !fits(resource, asked.of(resource)))
                .findFirst()
                .map(resource -> new QuotaExceededException(
                        resource, limit(resource).orElseThrow(), used(resource), asked.of(resource)));
    }

    /** What takes nothing of a resource fits, however much of it is used. */
    private boolean fits(QuotaResource resource, long asked) {
        return asked == 0
                || limit(resource).isEmpty()
                || used(resource) + asked <= limit(resource).getAsLong();
    }
}
