/** Compares the records with the hosts, and puts right what differs. */
@NullMarked
package io.iaas.internal.reconcile;

import org.jspecify.annotations.NullMarked;
