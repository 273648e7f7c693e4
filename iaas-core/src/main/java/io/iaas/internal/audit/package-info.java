/** Writes the audit trail in the units of work that it tells of. */
@NullMarked
package io.iaas.internal.audit;

import org.jspecify.annotations.NullMarked;
