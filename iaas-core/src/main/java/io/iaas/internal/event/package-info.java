/** Writes events with the records that they tell of, and tells of them. */
@NullMarked
package io.iaas.internal.event;

import org.jspecify.annotations.NullMarked;
