/** How much of each resource a project may hold, and how much it holds. */
@NullMarked
package io.iaas.quota;

import org.jspecify.annotations.NullMarked;
