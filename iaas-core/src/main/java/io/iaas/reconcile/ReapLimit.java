package io.iaas.reconcile;

import io.iaas.error.InvalidInputException;

/**
 * How much may be removed at once. More than the count and more than the share together is refused as a whole: records
 * that want so little of what is ours are wrong more likely than the host is.
 *
 * @param count resources that may always be removed, 0 or more
 * @param share the part of what is provably ours on the host that may be removed beyond that, 0 to 1
 */
public record ReapLimit(int count, double share) {
    /** Ten resources, or a tenth of what is ours. */
    public static final ReapLimit DEFAULT = new ReapLimit(10, 0.1);

    /** Checks the numbers. */
    public ReapLimit {
        if (count < 0 || !(share >= 0 && share <= 1)) {
            throw new InvalidInputException("a limit is a count of 0 or more and a share of 0 to 1");
        }
    }

    /** Returns whether so many of those that are ours may be removed. */
    public boolean allows(int removed, int owned) {
        return removed <= count || removed <= share * owned;
    }

    @Override
    public String toString() {
        return count + ", or " + share + " of them";
    }
}
