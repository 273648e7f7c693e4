@NullMarked
package io.iaas.internal.image.download;

import org.jspecify.annotations.NullMarked;
