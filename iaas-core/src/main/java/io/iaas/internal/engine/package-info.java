/** The operation engine: walks declared steps durably, undoes them, and tells whoever waits. */
@NullMarked
package io.iaas.internal.engine;

import org.jspecify.annotations.NullMarked;
