/** The service of images, and the steps of their operations. */
@NullMarked
package io.iaas.internal.image;

import org.jspecify.annotations.NullMarked;
