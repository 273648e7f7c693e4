/** What an observer implements to learn how the library itself works. */
@NullMarked
package io.iaas.spi.observe;

import org.jspecify.annotations.NullMarked;
