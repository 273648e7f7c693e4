/**
 * Proof of what an image is by its content, before any other program opens it. Nothing here trusts a size, an offset or a
 * count that the image claims: memory is bounded by constants, and time by the size of the file.
 */
@NullMarked
package io.iaas.internal.image.format;

import org.jspecify.annotations.NullMarked;
