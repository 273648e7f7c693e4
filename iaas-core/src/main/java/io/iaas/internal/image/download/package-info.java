/**
 * Downloads from places that a user names, by a client of our own: the address that was looked at is the one that is
 * connected to, at every hop, and nothing but the bytes of the answer is believed.
 */
@NullMarked
package io.iaas.internal.image.download;

import org.jspecify.annotations.NullMarked;
