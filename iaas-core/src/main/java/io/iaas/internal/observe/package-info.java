/** How the library is watched at work. */
@NullMarked
package io.iaas.internal.observe;

import org.jspecify.annotations.NullMarked;
