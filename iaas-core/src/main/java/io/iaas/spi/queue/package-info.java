/** How nodes wake each other when an operation waits to run. */
@NullMarked
package io.iaas.spi.queue;

import org.jspecify.annotations.NullMarked;
