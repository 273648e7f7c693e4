package io.iaas.quota;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/**
 * An amount of each resource, in the resource's unit.
 *
 * @param values the amounts that are not 0
 */
public record ResourceAmounts(Map<QuotaResource, Long> values) {
    private static final ResourceAmounts NONE = new ResourceAmounts(Map.of());

    /** Leaves amounts of 0 out, so that equal amounts are equal. */
    public ResourceAmounts {
        Map<QuotaResource, Long> some = new EnumMap<>(QuotaResource.class);
        values.forEach((resource, amount) -> {
            if (amount != 0) {
                some.put(resource, amount);
            }
        });
        values = Map.copyOf(some);
    }

    /** Returns nothing of everything. */
    public static ResourceAmounts none() {
        return NONE;
    }

    /** Returns how much there is of a resource. */
    public long of(QuotaResource resource) {
        return values.getOrDefault(resource, 0L);
    }

    /** Returns these and the others together. */
    public ResourceAmounts plus(ResourceAmounts others) {
        return combined(others, Math::addExact);
    }

    /** Returns these without the others. */
    public ResourceAmounts minus(ResourceAmounts others) {
        return combined(others, Math::subtractExact);
    }

    private ResourceAmounts combined(ResourceAmounts others, LongBinaryOperator operator) {
        Map<QuotaResource, Long> combined = new EnumMap<>(QuotaResource.class);
        for (QuotaResource resource : QuotaResource.values()) {
            combined.put(resource, operator.applyAsLong(of(resource), others.of(resource)));
        }
        return new ResourceAmounts(combined);
    }
}
