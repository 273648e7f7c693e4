package io.iaas.compute;

/** How much is done to tell what machines do now. */
public enum Freshness {
    /** Their hosts are asked. Machines of a host that does not answer in time are {@link VmState#UNKNOWN}. */
    LIVE,
    /** What is recorded is told, and no host is asked. */
    RECORDED
}
