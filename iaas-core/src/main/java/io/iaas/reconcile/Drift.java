package io.iaas.reconcile;

import io.iaas.host.HostId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A difference between what the records say and what a host has.
 *
 * @param kind what differs
 * @param host where
 * @param resource what it is about
 * @param ownerId the machine or image that it belongs to; empty when its name does not tell
 * @param expected what the records say, in words
 * @param found what was seen, in words
 * @param cure who can put it right
 * @param outcome what was done about it
 */
public record Drift(
        Kind kind,
        HostId host,
        Resource resource,
        Optional<UUID> ownerId,
        String expected,
        String found,
        Cure cure,
        Outcome outcome) {
    /** What differs. */
    public enum Kind {
        /** A domain that is provably ours and that no record wants. */
        GHOST_DOMAIN,
        /** A machine's record wants a domain, and the host has none. */
        MISSING_DOMAIN,
        /** A disk, seed, console log or image file that is provably ours and that no record wants. */
        ORPHAN_VOLUME,
        /** A machine or image is recorded, and one of its files is gone. */
        MISSING_VOLUME,
        /** The recorded state of a machine is not the live one, and no operation is at work on it. */
        STATE_DRIFT,
        /** A domain was defined under another claim than its operation's journal says: a late effect of a lost worker. */
        STALE_EPOCH,
        /** A line of the ledger says something else than the host, or speaks of work that nobody does. */
        LEDGER_DRIFT,
        /** It carries our name or our mark, and the records do not prove that we made it; never touched. */
        UNKNOWN
    }

    /** Who can put a drift right. */
    public enum Cure {
        /** {@link ReconcileService#repair}: the records are corrected, or the resource is made again. */
        REPAIR,
        /** {@link ReconcileService#reap}: the resource is removed. */
        REAP,
        /** A person only. */
        OPERATOR
    }

    /** What was done about a drift. */
    public enum Action {
        /** It was reported. */
        REPORTED,
        /** It was put right; the note tells how. */
        REPAIRED,
        /** The resource was removed, and observed to be gone. */
        REAPED,
        /** Nothing, although it was asked for; the note tells why. */
        REFUSED,
        /** It was tried; the note tells what went wrong. */
        FAILED
    }

    /** What a resource is. */
    public enum ResourceType {
        /** A domain. */
        DOMAIN,
        /** A machine's disk. */
        DISK,
        /** A machine's cloud-init seed. */
        SEED,
        /** A machine's console log. */
        CONSOLE_LOG,
        /** A file of an image. */
        IMAGE_FILE,
        /** A file whose name begins as ours do, and does not tell what it is. */
        VOLUME
    }

    /**
     * Something on a host.
     *
     * @param type what it is
     * @param name its name there
     */
    public record Resource(ResourceType type, String name) {
        @Override
        public String toString() {
            return type.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name;
        }
    }

    /**
     * What was done about a drift.
     *
     * @param action what
     * @param note how, why not, or what went wrong, in words; empty when it was reported only
     */
    public record Outcome(Action action, String note) {
        /** Nothing was asked for. */
        public static final Outcome REPORTED = new Outcome(Action.REPORTED, "");
    }

    /** Returns the same drift with what was done about it. */
    public Drift with(Action action, String note) {
        return new Drift(kind, host, resource, ownerId, expected, found, cure, new Outcome(action, note));
    }

    /** Returns whether this is about the same thing in the same way, whatever it looks like now. */
    public boolean same(Drift other) {
        return kind == other.kind && host.equals(other.host) && resource.equals(other.resource);
    }
}
