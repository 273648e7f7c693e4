package io.iaas.internal.compute;

/** What is asked of a guest over a connection, and how its answer is read. The guest is not trusted: it may say anything. */
interface Question {
    /** What an answer says so far. */
    enum Verdict {
        /** Too little to tell. */
        OPEN,
        /** What was hoped for. */
        YES,
        /** Something else. */
        NO
    }

    /** Returns what is sent when the connection stands; may be empty. */
    String opening();

    /** Judges what the guest has said so far; bytes are characters. */
    Verdict judge(String said);
}
