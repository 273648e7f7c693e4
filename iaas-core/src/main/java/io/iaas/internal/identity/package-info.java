/** Users, projects, roles, passwords and tokens. */
@NullMarked
package io.iaas.internal.identity;

import org.jspecify.annotations.NullMarked;
