/** Tests of throwaway machines. */
@NullMarked
package io.iaas.testkit;

import org.jspecify.annotations.NullMarked;
