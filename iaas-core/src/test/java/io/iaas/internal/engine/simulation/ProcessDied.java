package io.iaas.internal.engine.simulation;

/** Unwinds a thread of a process that is no more. An error, because nothing in the engine catches those. */
final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;

    ProcessDied(String what) {
        super(what, null, false, false);
    }
}
