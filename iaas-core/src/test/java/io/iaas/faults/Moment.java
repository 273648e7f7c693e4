package io.iaas.faults;

/**
 * A moment of an operation at which something can go wrong: one side of a call to the host, or of a commit.
 *
 * @param kind which of the two
 * @param what the call, or what the commit records
 * @param step the place of the step that is under way; -1 before the first
 * @param stepName its name
 * @param undo whether the operation has turned back
 * @param turn how many such calls the step made before, in this walk; 0 for a commit
 * @param side before or after the effect
 * @param beyondPivot whether the operation can no longer turn back
 */
record Moment(
        Kind kind, String what, int step, String stepName, boolean undo, int turn, Side side, boolean beyondPivot) {
    static final String SUBMIT = "submit";
    static final String CLAIM = "claim";
    static final String TURN = "turn back";
    static final String WAIT = "wait";

    enum Kind {
        CALL,
        COMMIT
    }

    enum Side {
        BEFORE,
        AFTER
    }

    boolean call() {
        return kind == Kind.CALL;
    }

    boolean before() {
        return side == Side.BEFORE;
    }

    boolean is(String commit) {
        return kind == Kind.COMMIT && what.equals(commit);
    }

    /** Whether it records a step: the worker goes on, and nobody else need do anything. */
    boolean inStep() {
        return what.contains(" ") && !what.equals(TURN);
    }

    boolean sameCall(Moment other) {
        return kind == other.kind
                && what.equals(other.what)
                && step == other.step
                && undo == other.undo
                && side == other.side;
    }

    Moment on(Side other) {
        return new Moment(kind, what, step, stepName, undo, turn, other, beyondPivot);
    }

    @Override
    public String toString() {
        return side.name().toLowerCase(java.util.Locale.ROOT)
                + (call() ? " " + what + (turn > 0 ? " no. " + (turn + 1) : "") : " commit of " + what)
                + (undo ? " in the undo of " : " in ")
                + stepName;
    }
}
