package io.iaas.spi.hypervisor;

/** Why a domain is in its state, as far as the host can tell. */
public enum StateReason {
    /** It was started. */
    STARTED("it was started"),
    /** Its processors were let run on. */
    RESUMED("it was resumed"),
    /** Its processors were halted on request. */
    PAUSED("it was paused"),
    /** The guest went to sleep. */
    ASLEEP("the guest suspended itself"),
    /** Its processors were halted because a disk could not be read or written, or was full. */
    IO_ERROR("halted on an I/O error"),
    /** Its watchdog fired. */
    WATCHDOG("halted by its watchdog"),
    /** The guest powered off, by itself or because it was asked to. */
    GUEST_OFF("the guest powered off"),
    /** Somebody cut its power. */
    POWER_CUT("the power was cut"),
    /** Its memory was written to disk and it was ended. */
    SAVED("its memory was saved to disk"),
    /** It could not be started. */
    START_FAILED("its start failed"),
    /** The guest crashed, or its hypervisor process ended without a word. */
    CRASHED("the guest or its hypervisor process crashed"),
    /** The host does not say. */
    UNKNOWN("the host does not say why");

    private final String words;

    StateReason(String words) {
        this.words = words;
    }

    /** Returns the reason in words for people. */
    public String words() {
        return words;
    }
}
