package io.iaas.persistence.mybatis;

import static io.iaas.quota.QuotaResource.DISK_GIB;
import static io.iaas.quota.QuotaResource.IMAGES;
import static io.iaas.quota.QuotaResource.MEMORY_MIB;
import static io.iaas.quota.QuotaResource.VCPUS;
import static io.iaas.quota.QuotaResource.VMS;

import io.iaas.compute.VmId;
import io.iaas.identity.ProjectId;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.QuotaUsage;
import io.iaas.quota.ResourceAmounts;
import io.iaas.spi.repository.QuotaRepository;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class MyBatisQuotaRepository implements QuotaRepository {
    private final UnitOfWork unit;

    MyBatisQuotaRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public QuotaUsage usage(ProjectId project) {
        QuotaMapper mapper = unit.reading(QuotaMapper.class);
        return new QuotaUsage(
                mapper.limits(project.toString())
                        .map(MyBatisQuotaRepository::quota)
                        .orElse(Quota.unlimited()),
                mapper.used(project.toString())
                        .map(MyBatisQuotaRepository::amounts)
                        .orElse(ResourceAmounts.none()));
    }

    @Override
    public void limit(ProjectId project, Quota quota) {
        Map<QuotaResource, Long> limits = quota.limits();
        QuotaMapper.Limits row = new QuotaMapper.Limits(
                limits.get(VMS), limits.get(VCPUS), limits.get(MEMORY_MIB), limits.get(DISK_GIB), limits.get(IMAGES));
        unit.writing(QuotaMapper.class).limit(project.toString(), row);
    }

    @Override
    public ResourceAmounts held(ProjectId project) {
        return amounts(unit.reading(QuotaMapper.class).held(project.toString()));
    }

    @Override
    public void charge(ProjectId project, ResourceAmounts used) {
        unit.writing(QuotaMapper.class).charge(project.toString(), row(used));
    }

    /** Takes what a new row needs, or refuses it. */
    void take(ProjectId project, ResourceAmounts asked) {
        if (unit.writing(QuotaMapper.class).take(project.toString(), row(asked)) == 0) {
            throw usage(project).refusal(asked).orElseThrow();
        }
    }

    /** Gives back what a machine takes that is to be deleted; nothing when there is none of this id. */
    void giveBack(ProjectId project, VmId vm) {
        unit.writing(QuotaMapper.class).giveBackVm(project.toString(), vm.toString());
    }

    /** Gives back what an image took that is gone. */
    void giveBackImage(ProjectId project) {
        unit.writing(QuotaMapper.class).giveBackImage(project.toString());
    }

    private static QuotaMapper.Amounts row(ResourceAmounts amounts) {
        return new QuotaMapper.Amounts(
                amounts.of(VMS), amounts.of(VCPUS), amounts.of(MEMORY_MIB), amounts.of(DISK_GIB), amounts.of(IMAGES));
    }

    private static ResourceAmounts amounts(QuotaMapper.Amounts row) {
        return new ResourceAmounts(Map.of(
                VMS, row.vms(),
                VCPUS, row.vcpus(),
                MEMORY_MIB, row.memoryMib(),
                DISK_GIB, row.diskGib(),
                IMAGES, row.images()));
    }

    private static Quota quota(QuotaMapper.Limits row) {
        Map<QuotaResource, Long> limits = new EnumMap<>(QuotaResource.class);
        put(limits, VMS, row.maxVms());
        put(limits, VCPUS, row.maxVcpus());
        put(limits, MEMORY_MIB, row.maxMemoryMib());
        put(limits, DISK_GIB, row.maxDiskGib());
        put(limits, IMAGES, row.maxImages());
        return new Quota(limits);
    }

    private static void put(Map<QuotaResource, Long> limits, QuotaResource resource, @Nullable Long limit) {
        if (limit != null) {
            limits.put(resource, limit);
        }
    }
}
