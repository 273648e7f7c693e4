package io.iaas.memory;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in the order of its keys. A change returns a new map that shares all but a path with the old one, so
 * a snapshot costs nothing and a change costs the logarithm of the size.
 */
final class SortedTree<V> {
    private static final String BEHIND_ALL = "\uffff";

    private final @Nullable Node<V> root;

    private SortedTree(@Nullable Node<V> root) {
        this.root = root;
    }

    static <V> SortedTree<V> empty() {
        return new SortedTree<>(null);
    }

    Optional<V> get(String key) {
        Node<V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key());
            if (order == 0) {
                return Optional.of(node.value());
            }
            node = order < 0 ? node.left() : node.right();
        }
        return Optional.empty();
    }

    boolean contains(String key) {
        return get(key).isPresent();
    }

    SortedTree<V> put(String key, V value) {
        return new SortedTree<>(Node.put(root, key, value));
    }

    SortedTree<V> remove(String key) {
        return contains(key) ? new SortedTree<>(Node.remove(root, key)) : this;
    }

    /**
     * Visits the values whose keys begin with the prefix in order, until the visitor returns false.
     *
     * @param after the rest of a key: only keys behind it are visited; empty for all
     */
    void ascend(String prefix, String after, Predicate<V> visitor) {
        ascend(root, prefix, prefix + after, visitor);
    }

    /** Visits the values whose keys begin with the prefix, last first, until the visitor returns false. */
    void descend(String prefix, Optional<String> before, Predicate<V> visitor) {
        descend(root, prefix, prefix + before.orElse(BEHIND_ALL), visitor);
    }

    private static <V> boolean ascend(@Nullable Node<V> node, String prefix, String low, Predicate<V> visitor) {
        if (node == null) {
            return true;
        }
        if (node.key().compareTo(low) > 0) {
            boolean more = ascend(node.left(), prefix, low, visitor)
                    && node.key().startsWith(prefix)
                    && visitor.test(node.value());
            if (!more) {
                return false;
            }
        }
        return ascend(node.right(), prefix, low, visitor);
    }

    private static <V> boolean descend(@Nullable Node<V> node, String prefix, String high, Predicate<V> visitor) {
        if (node == null) {
            return true;
        }
        if (node.key().compareTo(high) < 0) {
            boolean more = descend(node.right(), prefix, high, visitor)
                    && node.key().startsWith(prefix)
                    && visitor.test(node.value());
            if (!more) {
                return false;
            }
        }
        return descend(node.left(), prefix, high, visitor);
    }
}
