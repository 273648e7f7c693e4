package io.iaas.network;

/**
 * A network that virtual machines attach to.
 *
 * @param name the name within the host
 * @param mode how guests reach the world
 */
public record Network(String name, Mode mode) {
    /** The network that every host has. */
    public static final String DEFAULT = "default";

    /** How guests reach the world, and who can reach them. */
    public enum Mode {
        /** Behind the host by address translation; guests have addresses that the host reaches. */
        NAT,
        /** QEMU's user-mode stack, without privileges; nobody reaches the guest. */
        USER
    }
}
