package io.iaas.libvirt;

/** What libvirt said when a call failed, before it is known which resource the call was about. */
final class LibvirtFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int number;
    private final int source;

    /**
     * Creates the fault.
     *
     * @param number libvirt's error number ({@code virErrorNumber})
     * @param source the part of libvirt that raised it ({@code virErrorDomain})
     * @param text libvirt's own words
     */
    LibvirtFault(int number, int source, String text) {
        super(text);
        this.number = number;
        this.source = source;
    }

    int number() {
        return number;
    }

    int source() {
        return source;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Returns libvirt's number and words, for operators. */
    String forOperators() {
        return "libvirt error " + number + " (from " + source + "): " + text();
    }
}
