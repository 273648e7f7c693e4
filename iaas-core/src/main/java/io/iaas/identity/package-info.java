/** Users, projects (tenants), what users may do in them, and the keys that open their virtual machines. */
@NullMarked
package io.iaas.identity;

import org.jspecify.annotations.NullMarked;
