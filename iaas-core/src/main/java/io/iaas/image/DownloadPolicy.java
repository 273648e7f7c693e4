package io.iaas.image;

import io.iaas.error.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be downloaded when an image is imported from a URL. Addresses of the public Internet may be asked; all others
 * (private, loopback, link-local with the metadata services of clouds, multicast, reserved) only where the policy says so.
 *
 * @param allowedRanges which other addresses may be asked
 * @param maxBytes the longest answer in bytes
 * @param timeLimit how long a download may take
 * @param minBytesPerSecond how fast it must be on the average, after its first 30 s
 */
public record DownloadPolicy(
        List<AddressRange> allowedRanges, long maxBytes, Duration timeLimit, long minBytesPerSecond) {
    private static final long DEFAULT_MAX_BYTES = 64L << 30;
    private static final long DEFAULT_BYTES_PER_SECOND = 16L << 10;

    /** Checks that the limits are positive, and copies the ranges. */
    public DownloadPolicy {
        allowedRanges = List.copyOf(allowedRanges);
        if (maxBytes <= 0 || timeLimit.isNegative() || timeLimit.isZero() || minBytesPerSecond < 0) {
            throw new InvalidInputException("the limits of a download are positive");
        }
    }

    /** Returns the policy that holds when none is set: public addresses only, 64 GiB, 2 hours, 16 KiB a second. */
    public static DownloadPolicy publicOnly() {
        return new DownloadPolicy(List.of(), DEFAULT_MAX_BYTES, Duration.ofHours(2), DEFAULT_BYTES_PER_SECOND);
    }

    /**
     * Returns the same policy that allows one more range, such as that of a mirror in the own network.
     *
     * @throws InvalidInputException when the text is no range
     */
    public DownloadPolicy allowing(String range) {
        List<AddressRange> ranges = new ArrayList<>(allowedRanges);
        ranges.add(AddressRange.parse(range));
        return new DownloadPolicy(ranges, maxBytes, timeLimit, minBytesPerSecond);
    }

    /** Returns the same policy with another limit of bytes. */
    public DownloadPolicy upToBytes(long limit) {
        return new DownloadPolicy(allowedRanges, limit, timeLimit, minBytesPerSecond);
    }

    /** Returns the same policy with another limit of time. */
    public DownloadPolicy within(Duration limit) {
        return new DownloadPolicy(allowedRanges, maxBytes, limit, minBytesPerSecond);
    }
}
