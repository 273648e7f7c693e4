package io.iaas.libvirt;

/** Those of libvirt's error numbers and error domains that the driver tells apart. */
final class ErrorNumber {
    static final int INTERNAL_ERROR = 1;
    static final int NO_MEMORY = 2;
    static final int NO_SUPPORT = 3;
    static final int UNKNOWN_HOST = 4;
    static final int NO_CONNECT = 5;
    static final int INVALID_CONN = 6;
    static final int OPERATION_FAILED = 9;
    static final int DOM_EXIST = 28;
    static final int SYSTEM_ERROR = 38;
    static final int RPC = 39;
    static final int GNUTLS_ERROR = 40;
    static final int NO_DOMAIN = 42;
    static final int NO_NETWORK = 43;
    static final int AUTH_FAILED = 45;
    static final int NO_STORAGE_POOL = 49;
    static final int NO_STORAGE_VOL = 50;
    static final int OPERATION_INVALID = 55;
    static final int NO_NWFILTER = 62;
    static final int OPERATION_TIMEOUT = 68;
    static final int ARGUMENT_UNSUPPORTED = 74;
    static final int AUTH_CANCELLED = 79;
    static final int NO_DOMAIN_METADATA = 80;
    static final int SSH = 85;
    static final int AGENT_UNRESPONSIVE = 86;
    static final int STORAGE_VOL_EXIST = 90;
    static final int AUTH_UNAVAILABLE = 94;
    static final int AGENT_UNSYNCED = 97;
    static final int LIBSSH = 98;

    /** The error domain of the client's own transport ({@code VIR_FROM_RPC}). */
    static final int FROM_RPC = 7;

    private ErrorNumber() {}
}
