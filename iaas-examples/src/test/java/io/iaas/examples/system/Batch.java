package io.iaas.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cells whose operations all stop where their faults are to hit, at the same time. */
final class Batch implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;

    private final String uri;
    private final List<Place> places = new ArrayList<>();

    /**
     * A cell's place.
     *
     * @param cell the cell
     * @param site where it lives
     * @param tap what its driver talks through
     * @param stop where that talk stops
     */
    record Place(Cell cell, Site site, WireTap tap, Stop stop) {}

    Batch(Aftermath host, Path directory, List<Cell> cells) {
        uri = host.uri();
        for (Cell cell : cells) {
            Path own = directory.resolve("cell-" + places.size());
            Stop stop = new Stop(cell.moment(), cell.phase());
            Stop first = cell.cancelAt()
                    .map(moment -> new Stop(moment, Stop.Phase.AFTER))
                    .orElse(stop);
            places.add(new Place(
                    cell,
                    new Site(own.resolve("iaas.db"), host.pool()),
                    new WireTap(
                            directory.resolve("tap-" + places.size()),
                            host.daemon().socket(),
                            first),
                    stop));
        }
    }

    List<Place> places() {
        return places;
    }

    /** Waits until every cell is where its fault is to hit. */
    void awaitStops() throws InterruptedException {
        for (Place place : places) {
            if (place.cell.cancelAt().isPresent()) {
                cancel(place);
            }
        }
        for (Place place : places) {
            assertThat(place.stop.awaitReached(PATIENCE_SECONDS))
                    .as("%s is reached", place.cell)
                    .isTrue();
        }
    }

    private void cancel(Place place) throws InterruptedException {
        Stop first = place.tap.stop();
        assertThat(first.awaitReached(PATIENCE_SECONDS))
                .as("%s is reached", place.cell)
                .isTrue();
        try (Iaas other = place.site.open(uri, 0)) {
            assertThat(other.operations().get(last(other).id()).cancel()).isTrue();
        }
        place.tap.stopAt(place.stop);
        first.release();
    }

    static OperationInfo last(Iaas iaas) {
        return iaas.operations()
                .list(OperationQuery.all(), PageRequest.first(1))
                .items()
                .get(0);
    }

    /** Has libvirt get the requests whose answers nobody will hear. */
    void sendInFlight() {
        places.stream().map(Place::stop).filter(Stop::isInFlight).forEach(Stop::release);
    }

    /** Lets everything go on. */
    void release() {
        places.forEach(place -> place.stop.release());
    }

    /** Loses what is held back, with all connections. */
    @Override
    public void close() {
        places.forEach(place -> place.tap.close());
    }
}
