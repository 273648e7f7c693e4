package io.iaas.examples.cli;

import io.iaas.event.Event;
import io.iaas.event.EventService;
import io.iaas.event.EventSubscriber;
import io.iaas.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tells what happened. */
@Command(
        name = "events",
        description = {
            "Tell what happened, oldest first, as far as it is kept: seven days.",
            "With --follow, go on with what happens, and have the records follow the host, until it is interrupted."
        })
final class EventsCommand implements Callable<Integer> {
    @ParentCommand
    private IaasCommand root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--after", paramLabel = "N", description = "Only events behind this number.")
    private Optional<Long> after;

    @Option(names = "--limit", paramLabel = "N", description = "No more than so many events.")
    private Optional<Long> limit;

    @Option(
            names = "--follow",
            description = "Go on with what happens. With --json, each event is a JSON document in a line of its own.")
    private boolean follow;

    @Override
    public Integer call() {
        if (limit.isPresent() && limit.get() < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is at least 1");
        }
        return follow ? root.follow(this::follow) : root.read(this::list);
    }

    private int list(Session session) {
        EventService events = session.view().events();
        List<EventView> views = new ArrayList<>();
        long most = limit.orElse(Long.MAX_VALUE);
        List<Event> some;
        long seen = after.orElseGet(events::beginning);
        do {
            some = events.list(seen, (int) Math.min(EventService.MAX_LIMIT, most - views.size()));
            some.stream().map(EventView::of).forEach(views::add);
            seen = some.isEmpty() ? seen : some.get(some.size() - 1).sequence();
        } while (!some.isEmpty() && views.size() < most);
        session.output().list(views, "sequence", "at", "kind", "target", "before", "after", "reason");
        return ExitCode.OK;
    }

    private int follow(Session session) {
        EventService events = session.view().events();
        Following following = new Following(session.output(), limit.orElse(Long.MAX_VALUE));
        Subscription subscription = events.subscribe(after.orElseGet(events::beginning), following);
        try {
            return session.untilInterrupted(following.end);
        } finally {
            subscription.close();
        }
    }

    /** Prints each event as it comes. */
    private static final class Following implements EventSubscriber {
        private final CompletableFuture<Integer> end = new CompletableFuture<>();
        private final Output output;
        private long left;

        Following(Output output, long most) {
            this.output = output;
            this.left = most;
        }

        @Override
        public void received(Event event) {
            if (left > 0) {
                output.line(EventView.of(event), event.at() + "  " + event);
                left--;
            }
            if (left == 0) {
                end.complete(ExitCode.OK);
            }
        }

        @Override
        public void dropped(long lastReceived, String reason) {
            output.note("no more events: " + reason + "; go on with: iaas events --follow --after " + lastReceived);
            end.complete(ExitCode.SOFTWARE);
        }
    }
}
