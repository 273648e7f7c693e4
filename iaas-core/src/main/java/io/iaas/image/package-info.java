/** Images: what virtual machines boot from. */
@NullMarked
package io.iaas.image;

import org.jspecify.annotations.NullMarked;
