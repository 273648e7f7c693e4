package io.iaas.compute;

/** What can be measured of a machine. Each group costs the host something; ask only for what you look at. */
public enum MetricGroup {
    /** Processor time. */
    CPU,
    /** Memory that the guest may use, and that it takes. */
    MEMORY,
    /** What its disks read and wrote. */
    DISK,
    /** What its interfaces received and sent. The cheapest one. */
    NETWORK
}
