/** Projects (tenants) and the keys that open their virtual machines. */
@NullMarked
package io.iaas.identity;

import org.jspecify.annotations.NullMarked;
