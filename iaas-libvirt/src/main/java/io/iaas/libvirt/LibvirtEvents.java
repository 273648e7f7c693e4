package io.iaas.libvirt;

import io.iaas.error.ClosedException;
import io.iaas.error.IaasException;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainEvents;
import io.iaas.spi.hypervisor.DomainListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a libvirt host's domains, on a thread and a connection of its own, which live while somebody listens. The
 * connection is made again when it was lost: keepalive finds that out.
 */
final class LibvirtEvents implements DomainEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LibvirtEvents.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Lane lane;
    private final Declared declared;
    private final List<EventListening> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Thread thread;
    private @Nullable EventMailbox mailbox;
    private boolean closed;

    LibvirtEvents(Lane lane, Declared declared) {
        this.lane = lane;
        this.declared = declared;
    }

    @Override
    public Subscription listen(DomainListener listener) {
        declared.require(Capability.EVENTS);
        EventListening listening = new EventListening(listener, this::ended);
        synchronized (this) {
            if (closed) {
                throw new ClosedException("hypervisor '" + declared.host() + "'");
            }
            listeners.add(listening);
            if (thread == null) {
                thread = new Thread(this::run, "iaas-libvirt-" + declared.host() + "-events");
                thread.setDaemon(true);
                thread.start();
            }
            wake();
        }
        return listening;
    }

    /** Ends all subscriptions; the connection ends behind them. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        listeners.forEach(EventListening::close);
    }

    private void ended(EventListening listening) {
        listeners.remove(listening);
        synchronized (this) {
            wake();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (wanted()) {
            try (EventRegistration registration = EventRegistration.open(lane)) {
                pause = FIRST_PAUSE;
                hear(registration);
            } catch (IaasException e) {
                LOG.debug("no events of host {} for now: {}", declared.host(), e.getMessage());
            } catch (InterruptedException | RuntimeException | Error e) {
                LOG.error("listening to host {} failed; it is tried again", declared.host(), e);
            }
            pause(pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    private void hear(EventRegistration registration) throws InterruptedException {
        use(registration.mailbox());
        Aftermath aftermath = new Aftermath();
        listeners.forEach(EventListening::lose);
        while (!listeners.isEmpty() && registration.isAlive()) {
            if (registration.mailbox().takeOverflow() || aftermath.isDue()) {
                listeners.forEach(EventListening::lose);
            }
            listeners.forEach(EventListening::begin);
            registration
                    .mailbox()
                    .next(LOOK)
                    .ifPresent(event -> listeners.forEach(listening -> listening.changed(event)));
        }
        use(null);
    }

    private synchronized void use(@Nullable EventMailbox next) {
        mailbox = next;
    }

    /** Tells whether somebody listens; when nobody does, whoever comes next starts another thread. */
    private synchronized boolean wanted() {
        if (listeners.isEmpty()) {
            thread = null;
        }
        return !listeners.isEmpty();
    }

    private synchronized void wake() {
        if (mailbox != null) {
            mailbox.nudge();
        }
        notifyAll();
    }

    private synchronized void pause(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        try {
            for (long left = duration.toMillis();
                    left > 0 && !listeners.isEmpty();
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            LOG.debug("nobody interrupts this thread to end it", e);
        }
    }
}
