package io.iaas.libvirt;

/**
 * Whether guests on a network that they share are kept to addresses of their own: to the hardware address of their
 * interface, and to the IPv4 address that the network's DHCP server has leased to them.
 */
public enum FenceSetting {
    /** They are; a host that cannot do so has no such guests. */
    REQUIRED,
    /** They are on hosts whose libvirt has network filters, and are not on others. */
    WHERE_POSSIBLE,
    /**
     * They are not: for guests that route, bridge, speak IPv6 or set addresses of their own, and for networks whose
     * ports libvirt cannot filter (Open vSwitch).
     */
    OFF
}
