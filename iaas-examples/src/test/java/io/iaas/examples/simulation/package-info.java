@NullMarked
package io.iaas.examples.simulation;

import org.jspecify.annotations.NullMarked;
