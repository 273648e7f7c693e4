/** What every change in a project asks of the project. */
@NullMarked
package io.iaas.internal.project;

import org.jspecify.annotations.NullMarked;
