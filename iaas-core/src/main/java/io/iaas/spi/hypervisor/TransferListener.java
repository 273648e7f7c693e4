package io.iaas.spi.hypervisor;

/** Hears how a transfer goes on. May throw to end it: the transfer then stops and throws the same. */
@FunctionalInterface
public interface TransferListener {
    /** Called on the transferring thread with the bytes moved so far. */
    void moved(long bytes);
}
