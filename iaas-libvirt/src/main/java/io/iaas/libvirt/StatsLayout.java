package io.iaas.libvirt;

/** Where C has what: the offsets of {@code virDomainStatsRecord} and of its {@code virTypedParameter}s, in bytes. */
final class StatsLayout {
    static final long DOMAIN = 0;
    static final long PARAMETERS = 8;
    static final long PARAMETER_COUNT = 16;

    static final int PARAMETER_SIZE = 96;
    static final int NAME = 0;
    static final int TYPE = 80;
    static final int VALUE = 88;

    private StatsLayout() {}
}
