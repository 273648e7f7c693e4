package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;

/** Turns libvirt's numbers into the library's codes; number and words stay with the error for operators. */
final class ErrorTranslation {
    private ErrorTranslation() {}

    /**
     * Returns the error for a failed call.
     *
     * @param what what was attempted, such as {@code "start domain iaas-1"}
     */
    static HypervisorException translate(String what, LibvirtFault fault) {
        ErrorCode code = code(fault);
        return new HypervisorException(code, "cannot " + what + ": " + reason(code), fault.forOperators(), fault);
    }

    /** Returns the error for a connection that could not be opened: whatever the number, there is none. */
    static HypervisorException notConnected(String uri, LibvirtFault fault) {
        return new HypervisorException(
                ErrorCode.HYPERVISOR_UNAVAILABLE,
                "cannot connect to libvirt at " + uri + ": " + fault.text(),
                fault.forOperators(),
                fault);
    }

    static ErrorCode code(LibvirtFault fault) {
        if (isConnectionLoss(fault)) {
            return ErrorCode.HYPERVISOR_UNAVAILABLE;
        }
        String text = fault.text();
        if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
            return ErrorCode.STORAGE_FULL;
        }
        if (text.contains("Cannot allocate memory") || text.contains("cannot set up guest memory")) {
            return ErrorCode.HOST_EXHAUSTED;
        }
        return switch (fault.number()) {
            case ErrorNumber.NO_MEMORY -> ErrorCode.HOST_EXHAUSTED;
            case ErrorNumber.NO_DOMAIN,
                    ErrorNumber.NO_NETWORK,
                    ErrorNumber.NO_STORAGE_POOL,
                    ErrorNumber.NO_STORAGE_VOL -> ErrorCode.NOT_FOUND;
            case ErrorNumber.OPERATION_INVALID -> ErrorCode.WRONG_STATE;
            case ErrorNumber.OPERATION_TIMEOUT -> ErrorCode.HYPERVISOR_TIMEOUT;
            case ErrorNumber.STORAGE_VOL_EXIST, ErrorNumber.DOM_EXIST -> ErrorCode.FOREIGN_RESOURCE;
            default -> ErrorCode.HYPERVISOR_REFUSED;
        };
    }

    /** Returns whether the connection broke, so that nobody knows what became of the call. */
    static boolean isConnectionLoss(LibvirtFault fault) {
        return switch (fault.number()) {
            case ErrorNumber.UNKNOWN_HOST,
                    ErrorNumber.NO_CONNECT,
                    ErrorNumber.INVALID_CONN,
                    ErrorNumber.GNUTLS_ERROR,
                    ErrorNumber.AUTH_FAILED,
                    ErrorNumber.AUTH_CANCELLED,
                    ErrorNumber.AUTH_UNAVAILABLE,
                    ErrorNumber.SSH,
                    ErrorNumber.LIBSSH -> true;
            // The transport reports a closed socket, a hang-up and a missed keepalive under these two numbers.
            case ErrorNumber.INTERNAL_ERROR, ErrorNumber.SYSTEM_ERROR -> fault.source() == ErrorNumber.FROM_RPC;
            default -> false;
        };
    }

    private static String reason(ErrorCode code) {
        return switch (code) {
            case HYPERVISOR_UNAVAILABLE -> "the connection to libvirt broke";
            case HYPERVISOR_TIMEOUT -> "libvirt gave up waiting for it";
            case STORAGE_FULL -> "the storage of the host is full";
            case HOST_EXHAUSTED -> "the host has not enough memory";
            case NOT_FOUND -> "it does not exist";
            case WRONG_STATE -> "its state does not allow it";
            case FOREIGN_RESOURCE -> "something of this name exists already";
            default -> "libvirt refused it";
        };
    }
}
