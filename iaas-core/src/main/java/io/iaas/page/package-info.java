/** Lists in pages, continued by key rather than by offset. */
@NullMarked
package io.iaas.page;

import org.jspecify.annotations.NullMarked;
