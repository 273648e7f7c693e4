package io.iaas.spi.hypervisor;

/**
 * Starts and stops domains. The contract of {@link Domains} about callers, threads, time, errors and foreign domains
 * holds here too. Every method throws {@code NOT_FOUND} when there is no such domain, and {@code WRONG_STATE} when its
 * state does not allow the call and is not the one that the call leads to. A crashed domain counts as one that is off.
 *
 * <p>Where {@link Capability#EPHEMERAL} is declared, a domain that has run is gone when it is off, however it came to
 * that. Calls that lead there, {@link #powerOff} and {@link #requestShutdown}, then take an absent domain for one that
 * is off.
 */
public interface DomainPower {
    /** Starts a domain that is off or crashed. Idempotent: one that runs is left alone. A start that fails leaves it off, and defined. */
    void start(DomainRef ref);

    /** Asks the guest to power off (ACPI) and returns at once. One that is off, or about to be, is left alone. */
    void requestShutdown(DomainRef ref);

    /** Cuts the power and returns when the domain is off. Idempotent: one that is off is left alone. */
    void powerOff(DomainRef ref);

    /** Asks the guest to restart (ACPI) and returns at once. */
    void requestReboot(DomainRef ref);

    /** Presses the reset button of a domain that is not paused; needs {@link Capability#RESET}. */
    void reset(DomainRef ref);

    /** Halts the virtual processors. Idempotent. */
    void pause(DomainRef ref);

    /** Lets halted virtual processors run on. Idempotent. */
    void resume(DomainRef ref);
}
