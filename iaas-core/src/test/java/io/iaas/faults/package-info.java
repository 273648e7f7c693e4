/** The fault matrix: everything that can go wrong at every moment of every operation. */
@NullMarked
package io.iaas.faults;

import org.jspecify.annotations.NullMarked;
