/** What happened, as an ordered stream that can be read again. */
@NullMarked
package io.iaas.event;

import org.jspecify.annotations.NullMarked;
