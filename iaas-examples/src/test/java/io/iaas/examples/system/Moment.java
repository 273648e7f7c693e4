package io.iaas.examples.system;

/**
 * A moment in a driver's talk with libvirt.
 *
 * @param procedure which call, by its number in libvirt's protocol
 * @param text what the call carries, such as the end of a volume's name
 * @param part the call itself, or what of its stream
 * @param number which of the calls, or which piece of the stream, counted from 1
 */
record Moment(int procedure, String text, Part part, int number) {
    private static final int DEFINE = 11;
    private static final int UNDEFINE = 231;
    private static final int START = 196;
    private static final int DESTROY = 234;
    private static final int CREATE_VOLUME = 93;
    private static final int DELETE_VOLUME = 94;
    private static final int FIND_VOLUME = 95;
    private static final int UPLOAD = 208;
    private static final int DOWNLOAD = 209;

    /** What of a call. */
    enum Part {
        CALL,
        PIECE,
        END
    }

    static Moment define() {
        return call(DEFINE, "");
    }

    static Moment undefine() {
        return call(UNDEFINE, "");
    }

    static Moment start() {
        return call(START, "");
    }

    static Moment destroy() {
        return call(DESTROY, "");
    }

    static Moment createVolume(String name) {
        return call(CREATE_VOLUME, name);
    }

    static Moment deleteVolume(String name) {
        return call(DELETE_VOLUME, name);
    }

    static Moment secondDelete(String name) {
        return new Moment(DELETE_VOLUME, name, Part.CALL, 2);
    }

    static Moment findVolume(String name) {
        return call(FIND_VOLUME, name);
    }

    static Moment piece(String name, int number) {
        return new Moment(UPLOAD, name, Part.PIECE, number);
    }

    static Moment end(String name) {
        return new Moment(UPLOAD, name, Part.END, 1);
    }

    static Moment lookAtConsole() {
        return call(DOWNLOAD, "-console");
    }

    private static Moment call(int procedure, String text) {
        return new Moment(procedure, text, Part.CALL, 1);
    }

    boolean calls(WireMessage message) {
        return message.isCall() && message.procedure() == procedure && message.carries(text);
    }
}
