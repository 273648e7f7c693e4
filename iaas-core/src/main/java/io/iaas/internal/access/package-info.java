/** Views on projects that ask, at every call, whether the caller may make it. */
@NullMarked
package io.iaas.internal.access;

import org.jspecify.annotations.NullMarked;
