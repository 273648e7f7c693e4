/** Durable operations: what runs, how far it is, and why it failed. */
@NullMarked
package io.iaas.operation;

import org.jspecify.annotations.NullMarked;
