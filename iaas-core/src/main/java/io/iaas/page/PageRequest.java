package io.iaas.page;

import io.iaas.error.InvalidInputException;
import io.iaas.name.ResourceName;
import java.util.Optional;
import java.util.UUID;

/**
 * Which page of a list to read.
 *
 * @param limit the most items to return, 1 to {@value #MAX_LIMIT}
 * @param after the {@link Page#next()} of the page before; empty for the first page
 */
public record PageRequest(int limit, Optional<String> after) {
    /** The most items a page can hold. */
    public static final int MAX_LIMIT = 1000;

    private static final String NO_KEY = "a page's key is the 'next' of the page before";

    /** Checks the limit. */
    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("page limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
    }

    /** Returns a request for the first {@code limit} items. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }

    /** Returns a request for the items behind the given page's last one. */
    public PageRequest after(String next) {
        return new PageRequest(limit, Optional.of(next));
    }

    /**
     * Returns the key in its canonical form, of a list that goes by ids.
     *
     * @throws InvalidInputException when it is no id
     */
    public Optional<String> afterId() {
        try {
            return after.map(UUID::fromString).map(UUID::toString);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(NO_KEY);
        }
    }

    /**
     * Returns the key of a list that goes by names.
     *
     * @throws InvalidInputException when it is no name
     */
    public Optional<String> afterName() {
        if (!after.map(ResourceName::isValid).orElse(true)) {
            throw new InvalidInputException(NO_KEY);
        }
        return after;
    }

    /**
     * Returns the key of a list that goes by numbers.
     *
     * @throws InvalidInputException when it is no number
     */
    public Optional<Long> afterNumber() {
        try {
            return after.map(Long::valueOf);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(NO_KEY);
        }
    }
}
