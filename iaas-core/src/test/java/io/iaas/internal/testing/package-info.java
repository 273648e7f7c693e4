/** What the tests of several packages share. */
@NullMarked
package io.iaas.internal.testing;

import org.jspecify.annotations.NullMarked;
