/** What differs between the records and the hosts, and its cure. */
@NullMarked
package io.iaas.reconcile;

import org.jspecify.annotations.NullMarked;
