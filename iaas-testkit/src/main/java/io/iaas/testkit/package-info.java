/** Virtual machines for tests, of which nothing survives the test run: as objects to close, or by annotations of JUnit 5. */
@NullMarked
package io.iaas.testkit;

import org.jspecify.annotations.NullMarked;
