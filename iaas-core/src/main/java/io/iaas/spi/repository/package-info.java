/** What a database implements: repositories behind one transaction boundary. */
@NullMarked
package io.iaas.spi.repository;

import org.jspecify.annotations.NullMarked;
