package io.iaas.internal.access;

import io.iaas.compute.SerialConsole;
import java.time.Duration;
import java.util.regex.MatchResult;

/** A console of a view: whoever may change the machine no more cannot go on with what he has opened. */
final class GuardedConsole implements SerialConsole {
    private final SerialConsole console;
    private final Guard guard;

    GuardedConsole(SerialConsole console, Guard guard) {
        this.console = console;
        this.guard = guard;
    }

    @Override
    public MatchResult expect(String expression, Duration limit) {
        return open().expect(expression, limit);
    }

    @Override
    public void send(String text) {
        open().send(text);
    }

    @Override
    public String unmatched() {
        return open().unmatched();
    }

    @Override
    public void close() {
        console.close();
    }

    private SerialConsole open() {
        guard.require(Permission.CHANGE);
        return console;
    }
}
