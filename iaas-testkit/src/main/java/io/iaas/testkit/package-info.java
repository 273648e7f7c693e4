/** Contract tests that every implementation of an SPI passes. */
@NullMarked
package io.iaas.testkit;

import org.jspecify.annotations.NullMarked;
