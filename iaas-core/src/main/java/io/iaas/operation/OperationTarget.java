package io.iaas.operation;

import java.util.UUID;

/**
 * The resource that an operation is about.
 *
 * @param kind {@code "vm"}, {@code "image"} or {@code "project"}
 * @param id the resource's id
 * @param name the resource's name when the operation was submitted
 */
public record OperationTarget(String kind, UUID id, String name) {
    /** The kind of a virtual machine. */
    public static final String VM = "vm";
    /** The kind of an image. */
    public static final String IMAGE = "image";
    /** The kind of a project. */
    public static final String PROJECT = "project";

    @Override
    public String toString() {
        return kind + " '" + name + "'";
    }
}
