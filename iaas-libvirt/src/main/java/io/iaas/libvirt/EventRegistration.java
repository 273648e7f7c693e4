package io.iaas.libvirt;

import com.sun.jna.Pointer;
import io.iaas.spi.hypervisor.DomainEvent;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt.VirConnectDomainEventCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that libvirt tells events of domains on. Native code knows one callback for all registrations, which
 * lives as long as the JVM does, and a number by which it finds the mailbox: what comes late finds none.
 */
final class EventRegistration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventRegistration.class);
    private static final String WHAT = "listen to domains";
    private static final int LIFECYCLE = 0;

    private static final Map<Long, EventMailbox> MAILBOXES = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    /** Native code keeps the address of this callback, which the garbage collector does not see. */
    private static final VirConnectDomainEventCallback CALLBACK = EventRegistration::receive;

    private final Lane lane;
    private final Use use;
    private final long number;
    private final EventMailbox mailbox;
    private final int callback;

    private EventRegistration(Lane lane, Use use, long number, EventMailbox mailbox) {
        this.lane = lane;
        this.use = use;
        this.number = number;
        this.mailbox = mailbox;
        this.callback = use.run(WHAT, lane.limit(), this::register, use::end);
    }

    /**
     * Connects and registers.
     *
     * @throws HypervisorException when the host does not answer
     */
    static EventRegistration open(Lane lane) {
        Use use = lane.use(WHAT);
        long number = NUMBERS.incrementAndGet();
        EventMailbox mailbox = new EventMailbox();
        MAILBOXES.put(number, mailbox);
        try {
            return new EventRegistration(lane, use, number, mailbox);
        } catch (RuntimeException e) {
            MAILBOXES.remove(number);
            use.end();
            throw e;
        }
    }

    EventMailbox mailbox() {
        return mailbox;
    }

    /** Returns whether the connection stands; asks nobody. */
    boolean isAlive() {
        return use.isAlive();
    }

    /** Takes the callback off and gives the connection up: what breaks, broke with it. */
    @Override
    public void close() {
        MAILBOXES.remove(number);
        try {
            use.run(WHAT + " no more", lane.limit(), this::deregister, use::end);
        } catch (HypervisorException e) {
            LOG.debug("a registration for events ends with its connection: {}", e.getMessage());
        } finally {
            use.retire();
            use.end();
        }
    }

    private int register() {
        try (Session session = use.session()) {
            return session.check(session.api()
                    .virConnectDomainEventRegisterAny(
                            session.connection(), null, LIFECYCLE, CALLBACK, Pointer.createConstant(number), null));
        }
    }

    private int deregister() {
        try (Session session = use.session()) {
            return session.check(session.api().virConnectDomainEventDeregisterAny(session.connection(), callback));
        }
    }

    // Nothing may reach native code, and the domain belongs to libvirt: it is not freed here.
    @SuppressWarnings("CatchingUnchecked")
    private static int receive(
            ConnectionPointer connection, DomainPointer domain, int event, int detail, Pointer number) {
        try {
            EventMailbox mailbox = MAILBOXES.get(Pointer.nativeValue(number));
            if (mailbox != null) {
                EventNumber.seen(event, detail)
                        .map(seen -> new DomainEvent(uuid(domain), seen.state(), seen.reason()))
                        .ifPresent(mailbox::put);
            }
        } catch (Throwable e) {
            LOG.error("an event was lost", e);
        }
        return 0;
    }

    private static UUID uuid(DomainPointer domain) {
        byte[] bytes = new byte[UuidBytes.LENGTH];
        if (LibvirtRuntime.api().virDomainGetUUID(domain, bytes) < 0) {
            throw new IllegalStateException("libvirt tells of a domain without a UUID");
        }
        return UuidBytes.read(bytes);
    }
}
