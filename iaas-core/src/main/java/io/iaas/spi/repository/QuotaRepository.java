package io.iaas.spi.repository;

import io.iaas.compute.Vm;
import io.iaas.identity.ProjectId;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.QuotaUsage;
import io.iaas.quota.ResourceAmounts;
import java.util.Map;

/**
 * The quotas of projects. What a project uses is a count of its own, not a sum: {@link VmRepository} and
 * {@link ImageRepository} raise it when a row is added, and lower it when one is deleted. See {@link RepositorySession}
 * for the rules of all repositories.
 */
public interface QuotaRepository {
    /** One image more. */
    ResourceAmounts IMAGE = new ResourceAmounts(Map.of(QuotaResource.IMAGES, 1L));

    /** Returns what a machine takes, for those who implement repositories: nothing else of it counts. */
    static ResourceAmounts of(Vm vm) {
        return new ResourceAmounts(Map.of(
                QuotaResource.VMS, 1L,
                QuotaResource.VCPUS, (long) vm.flavor().vcpus(),
                QuotaResource.MEMORY_MIB, (long) vm.flavor().memoryMib(),
                QuotaResource.DISK_GIB, (long) vm.flavor().diskGib()));
    }

    /** Returns the limits and the count; unlimited and nothing for a project that is not known, too. */
    QuotaUsage usage(ProjectId project);

    /** Replaces the limits, whatever is used. */
    void limit(ProjectId project, Quota quota);

    /** Returns what the rows of machines and images add up to, in a time that grows with their number. */
    ResourceAmounts held(ProjectId project);

    /** Replaces the count, whatever the limits are. */
    void charge(ProjectId project, ResourceAmounts used);
}
