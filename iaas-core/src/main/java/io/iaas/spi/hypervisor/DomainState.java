package io.iaas.spi.hypervisor;

/** What a domain does now. */
public enum DomainState {
    /** Runs. */
    RUNNING,
    /** Is halted, its memory kept. */
    PAUSED,
    /** Is powering off, at its own pace. */
    SHUTTING_DOWN,
    /** Is powered off. */
    OFF,
    /** Died. */
    CRASHED
}
