package io.iaas.memory;

import io.iaas.error.InvalidInputException;
import io.iaas.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Reads of lists in pages whose keys are ids. */
final class Pages {
    private Pages() {}

    /** Returns the id that a page begins behind, in its canonical form. */
    static Optional<String> after(PageRequest page) {
        try {
            return page.after().map(UUID::fromString).map(UUID::toString);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("a page's key is the 'next' of the page before");
        }
    }

    /** Returns the page's rows and one more, where there is one. */
    static <V> List<V> rows(SortedTree<V> tree, String prefix, PageRequest page, Predicate<V> fits) {
        List<V> rows = new ArrayList<>();
        tree.ascend(prefix, after(page).orElse(""), value -> {
            if (fits.test(value)) {
                rows.add(value);
            }
            return rows.size() <= page.limit();
        });
        return rows;
    }
}
