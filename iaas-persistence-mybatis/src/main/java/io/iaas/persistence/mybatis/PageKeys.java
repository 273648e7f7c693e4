package io.iaas.persistence.mybatis;

import io.iaas.error.InvalidInputException;
import io.iaas.page.PageRequest;
import java.util.Optional;
import java.util.UUID;

/** The keys of pages: ids in their canonical form. */
final class PageKeys {
    private PageKeys() {}

    static Optional<String> after(PageRequest page) {
        try {
            return page.after().map(UUID::fromString).map(UUID::toString);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("a page's key is the 'next' of the page before");
        }
    }
}
