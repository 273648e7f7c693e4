/**
 * Contract tests for every SPI. A provider supplies a fixture, and what its driver declares decides what is expected:
 * nothing is skipped, and what is not declared must be refused.
 */
@NullMarked
package io.iaas.testkit.tck;

import org.jspecify.annotations.NullMarked;
