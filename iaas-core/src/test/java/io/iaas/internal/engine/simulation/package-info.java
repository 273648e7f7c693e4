/** Random histories of several processes that work, fail and die on one database and one host. */
@NullMarked
package io.iaas.internal.engine.simulation;

import org.jspecify.annotations.NullMarked;
