package io.iaas.event;

import java.util.Optional;

/**
 * What changed: the state of a machine, image or operation, or a machine's name where it was renamed.
 *
 * @param before what it was; empty when there was nothing
 * @param after what it is; empty when there is nothing any more
 * @param reason why, in words for people; empty when the operation tells
 */
public record Change(Optional<String> before, Optional<String> after, Optional<String> reason) {}
