package io.iaas.quota;

/** What a quota limits. */
public enum QuotaResource {
    /** Virtual machines, in whatever state: one that is being created or deleted counts. */
    VMS("VMs"),
    /** Virtual processors of their flavors. */
    VCPUS("vCPUs"),
    /** Memory of their flavors, in MiB. */
    MEMORY_MIB("memory (MiB)"),
    /** Disks of their flavors, in GiB; a flavor that keeps the image's size counts as 0. */
    DISK_GIB("disk (GiB)"),
    /** Images, in whatever state. */
    IMAGES("images");

    private final String words;

    QuotaResource(String words) {
        this.words = words;
    }

    /** Returns the name for people, with the unit where there is one. */
    public String words() {
        return words;
    }
}
