package io.iaas.memory;

import io.iaas.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads of lists in pages whose keys are ids. */
final class Pages {
    private Pages() {}

    /** Returns the page's rows and one more, where there is one. */
    static <V> List<V> rows(SortedTree<V> tree, String prefix, PageRequest page, Predicate<V> fits) {
        List<V> rows = new ArrayList<>();
        tree.ascend(prefix, page.afterId().orElse(""), value -> {
            if (fits.test(value)) {
                rows.add(value);
            }
            return rows.size() <= page.limit();
        });
        return rows;
    }
}
