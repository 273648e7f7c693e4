package io.iaas.examples.cli;

import io.iaas.event.Event;
import java.time.Instant;
import java.util.Optional;

/** An event as the command line prints it. */
record EventView(
        long sequence,
        Instant at,
        String kind,
        OperationView.TargetView target,
        Optional<String> before,
        Optional<String> after,
        Optional<String> reason,
        Optional<String> operation) {
    static EventView of(Event event) {
        return new EventView(
                event.sequence(),
                event.at(),
                event.kind().name(),
                new OperationView.TargetView(
                        event.target().kind(),
                        event.target().id().toString(),
                        event.target().name()),
                event.change().before(),
                event.change().after(),
                event.change().reason(),
                event.operation().map(Object::toString));
    }
}
