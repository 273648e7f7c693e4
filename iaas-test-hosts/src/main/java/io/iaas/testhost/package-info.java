/** Hosts of a test's own. */
@NullMarked
package io.iaas.testhost;

import org.jspecify.annotations.NullMarked;
