/** The service of hosts, and the doctor. */
@NullMarked
package io.iaas.internal.host;

import org.jspecify.annotations.NullMarked;
