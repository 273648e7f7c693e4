package io.iaas.quota;

import java.util.List;

/**
 * The quota of one project. A create or an import takes its share when it is submitted, and it is given back in the
 * moment in which the machine or the image is gone: deleted, rolled back, or given up and deleted. Safe for use by many
 * threads. Every method throws {@link io.iaas.error.NotFoundException} when there is no such project.
 */
public interface QuotaService {
    /** Returns the limits and what is used. */
    QuotaUsage usage();

    /**
     * Replaces the limits. They may be below what is used: what is there stays, and nothing new fits.
     *
     * @return the new limits and what is used
     */
    QuotaUsage set(Quota quota);

    /** Compares what the project is charged with to what it holds, and changes nothing; empty when both agree. */
    List<QuotaDrift> drift();

    /**
     * Charges the project with what it holds. Only damage to the database makes this necessary.
     *
     * @return what was charged wrongly; empty when nothing was
     */
    List<QuotaDrift> recount();
}
