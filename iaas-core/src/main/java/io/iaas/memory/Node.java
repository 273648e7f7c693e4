package io.iaas.memory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node of an AVL tree: the heights of two siblings differ by one at most. */
record Node<V>(
        String key,
        V value,
        @Nullable Node<V> left,
        @Nullable Node<V> right,
        int height) {

    static <V> Node<V> put(@Nullable Node<V> node, String key, V value) {
        if (node == null) {
            return of(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return of(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node, put(node.left, key, value), node.right)
                : balanced(node, node.left, put(node.right, key, value));
    }

    /** Removes a key that is in the tree. */
    static <V> @Nullable Node<V> remove(@Nullable Node<V> node, String key) {
        Node<V> here = Objects.requireNonNull(node);
        int order = key.compareTo(here.key);
        if (order < 0) {
            return balanced(here, remove(here.left, key), here.right);
        }
        if (order > 0) {
            return balanced(here, here.left, remove(here.right, key));
        }
        if (here.left == null) {
            return here.right;
        }
        if (here.right == null) {
            return here.left;
        }
        Node<V> successor = here.right;
        while (successor.left != null) {
            successor = successor.left;
        }
        return balanced(successor, here.left, remove(here.right, successor.key));
    }

    private static <V> Node<V> of(String key, V value, @Nullable Node<V> left, @Nullable Node<V> right) {
        return new Node<>(key, value, left, right, 1 + Math.max(heightOf(left), heightOf(right)));
    }

    private static <V> Node<V> balanced(Node<V> entry, @Nullable Node<V> left, @Nullable Node<V> right) {
        int lean = heightOf(right) - heightOf(left);
        if (left != null && lean < -1) {
            Node<V> top = heightOf(left.left) >= heightOf(left.right) ? left : rotatedLeft(left);
            return of(top.key, top.value, top.left, of(entry.key, entry.value, top.right, right));
        }
        if (right != null && lean > 1) {
            Node<V> top = heightOf(right.right) >= heightOf(right.left) ? right : rotatedRight(right);
            return of(top.key, top.value, of(entry.key, entry.value, left, top.left), top.right);
        }
        return of(entry.key, entry.value, left, right);
    }

    private static <V> Node<V> rotatedLeft(Node<V> node) {
        Node<V> top = Objects.requireNonNull(node.right);
        return of(top.key, top.value, of(node.key, node.value, node.left, top.left), top.right);
    }

    private static <V> Node<V> rotatedRight(Node<V> node) {
        Node<V> top = Objects.requireNonNull(node.left);
        return of(top.key, top.value, top.left, of(node.key, node.value, top.right, node.right));
    }

    private static int heightOf(@Nullable Node<?> node) {
        return node == null ? 0 : node.height;
    }
}
