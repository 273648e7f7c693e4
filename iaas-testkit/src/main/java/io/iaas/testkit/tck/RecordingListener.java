package io.iaas.testkit.tck;

import io.iaas.compute.VmId;
import io.iaas.spi.hypervisor.DomainEvent;
import io.iaas.spi.hypervisor.DomainListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it hears, and whether two calls ever overlapped. */
final class RecordingListener implements DomainListener {
    private final List<DomainEvent> events = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private int began;
    private boolean overlapped;

    @Override
    public void began() {
        record(() -> began++);
    }

    @Override
    public void changed(DomainEvent event) {
        record(() -> events.add(event));
    }

    private void record(Runnable news) {
        boolean alone = calls.incrementAndGet() == 1;
        synchronized (this) {
            overlapped |= !alone;
            news.run();
        }
        calls.decrementAndGet();
    }

    synchronized int timesBegan() {
        return began;
    }

    synchronized boolean overlapped() {
        return overlapped;
    }

    /** Returns what was told of one domain, in that order. */
    synchronized List<DomainEvent> eventsOf(VmId vm) {
        return events.stream()
                .filter(event -> event.domain().equals(vm.value()))
                .toList();
    }
}
