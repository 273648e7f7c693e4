package io.iaas.examples.reliability;

import io.iaas.Iaas;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The main of a process that works on stages, as another one does at the same time, until nothing is left to do. */
final class Racer {
    private static final int WORKERS = 3;

    private Racer() {}

    /** Works on the stages in these directories, and says how many operations it claimed. */
    public static void main(String[] directories) throws IOException {
        AtomicInteger claims = new AtomicInteger();
        Trail trail = new Trail(point -> {
            if (point.moment() == Moment.AFTER_CLAIM) {
                claims.incrementAndGet();
            }
        });
        ChildJvm.say("ready");
        if (System.in.read() < 0) {
            throw new IllegalStateException("the parent is gone");
        }
        List<Iaas> opened = Stream.of(directories)
                .map(directory -> new Stage(Path.of(directory), Stage.LONG_LEASE).open(trail, WORKERS))
                .toList();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> opened.stream().allMatch(Racer::nothingLeft));
        opened.forEach(Iaas::close);
        ChildJvm.say("claims " + claims.get());
    }

    private static boolean nothingLeft(Iaas iaas) {
        return iaas.operations().list(OperationQuery.all(), PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(OperationInfo::state)
                .allMatch(state -> state.settled());
    }
}
