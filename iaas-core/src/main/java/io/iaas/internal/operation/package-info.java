/** The service of operations. */
@NullMarked
package io.iaas.internal.operation;

import org.jspecify.annotations.NullMarked;
