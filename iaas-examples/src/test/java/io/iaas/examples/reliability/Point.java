package io.iaas.examples.reliability;

/**
 * A point on an operation's way.
 *
 * @param step the step; empty between steps
 * @param moment where in it
 * @param call which of the step's changing calls to the host, from 0; 0 where it is none
 */
record Point(String step, Moment moment, int call) {
    static Point of(Moment moment) {
        return new Point("", moment, 0);
    }

    static Point of(String step, Moment moment) {
        return new Point(step, moment, 0);
    }

    /** Whether this is the wanted point; a transfer that is done again comes later among the calls. */
    boolean is(Point wanted) {
        return equals(wanted) || (moment == Moment.IN_CALL && step.equals(wanted.step) && wanted.moment == moment);
    }

    @Override
    public String toString() {
        return (step.isEmpty() ? "" : step + ":") + moment + (moment.inEffect() ? "#" + call : "");
    }
}
