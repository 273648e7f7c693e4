package io.iaas.spi.hypervisor;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Creates, fills and deletes volumes in the pool that the driver keeps for the library. The pool itself is the
 * driver's affair: it exists before a method returns.
 *
 * <p>Caller: the operation engine's workers. Threads: any, concurrently, but never two for the same volume. Blocking:
 * every call ends within the driver's call limit, an upload within that limit after its source's last byte. Errors:
 * {@link HypervisorException}; after {@code HYPERVISOR_UNAVAILABLE} or {@code HYPERVISOR_TIMEOUT} the effect is unknown.
 */
public interface Volumes {
    /** Returns the volume of this name, whoever made it, or empty. */
    Optional<ObservedVolume> find(VolumeName name);

    /**
     * Creates a volume, readable by its guest's hypervisor process and nobody else, its content zero or its backing's.
     *
     * @throws HypervisorException FOREIGN_RESOURCE when the name is taken; NOT_FOUND when there is no volume to lay it
     *     over; STORAGE_FULL. Nothing is created then.
     * @throws UnsupportedCapabilityException when it is an overlay and the driver has none
     */
    void create(VolumeSpec spec);

    /**
     * Fills a volume that was just created from its first byte on; needs {@link Capability#VOLUME_CONTENT}. Reads the
     * source to its end and leaves it open. After any failure the content is undefined and the volume stays.
     *
     * @param lengthBytes the bytes that the source gives
     * @throws HypervisorException STORAGE_FULL; NOT_FOUND; HYPERVISOR_REFUSED when the volume cannot hold them
     * @throws java.io.UncheckedIOException when the source fails, or gives fewer or more bytes than announced
     */
    void upload(VolumeName name, InputStream source, long lengthBytes, TransferListener listener);

    /**
     * Deletes a volume. Idempotent: an absent one is a success. When it returns the volume is gone; callers count on it
     * and do not look. The caller sees to it that no overlay and no running domain needs it any more: a driver may refuse
     * with WRONG_STATE, but few hosts look.
     */
    void delete(VolumeName name);

    /** Returns every volume of the pool, whoever made it; console logs that lie among them may be named too. */
    List<ObservedVolume> list();

    /** Returns the free space of the pool, in bytes. */
    long freeBytes();
}
