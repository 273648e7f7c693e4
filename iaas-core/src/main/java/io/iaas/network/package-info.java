/** Networks and the interfaces that virtual machines have on them. */
@NullMarked
package io.iaas.network;

import org.jspecify.annotations.NullMarked;
