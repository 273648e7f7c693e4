/** What a test or a demonstration needs instead of a database and a hypervisor: public, complete and fast. */
@NullMarked
package io.iaas.memory;

import org.jspecify.annotations.NullMarked;
