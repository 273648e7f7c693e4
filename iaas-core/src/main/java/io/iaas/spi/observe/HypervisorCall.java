package io.iaas.spi.observe;

import io.iaas.error.ErrorCode;
import io.iaas.host.HostId;
import java.time.Duration;
import java.util.Optional;

/**
 * A call to a host's driver that ended.
 *
 * @param host the host
 * @param name the interface and its method, such as {@code domains.define}: one of as many as the interfaces have
 * @param duration how long it took
 * @param failure why it failed; {@code INTERNAL} where that is not one of the library's errors
 */
public record HypervisorCall(HostId host, String name, Duration duration, Optional<ErrorCode> failure) {}
