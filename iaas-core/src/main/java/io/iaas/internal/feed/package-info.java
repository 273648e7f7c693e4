/** Has the records follow what happens to guests by themselves. */
@NullMarked
package io.iaas.internal.feed;

import org.jspecify.annotations.NullMarked;
