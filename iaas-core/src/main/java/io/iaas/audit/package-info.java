/** Who did what to which resource when, and how it went. */
@NullMarked
package io.iaas.audit;

import org.jspecify.annotations.NullMarked;
