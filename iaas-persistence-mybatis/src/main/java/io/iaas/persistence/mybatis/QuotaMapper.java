package io.iaas.persistence.mybatis;

import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisQuotaRepository}. */
interface QuotaMapper {
    /** What is used. */
    record Amounts(long vms, long vcpus, long memoryMib, long diskGib, long images) {}

    /** The limits; null where there is none. */
    record Limits(
            @Nullable Long maxVms,
            @Nullable Long maxVcpus,
            @Nullable Long maxMemoryMib,
            @Nullable Long maxDiskGib,
            @Nullable Long maxImages) {}

    @Select("SELECT vms, vcpus, memory_mib, disk_gib, images FROM iaas_quota WHERE project_id = #{projectId}")
    Optional<Amounts> used(String projectId);

    @Select("""
            SELECT max_vms, max_vcpus, max_memory_mib, max_disk_gib, max_images
            FROM iaas_quota WHERE project_id = #{projectId}""")
    Optional<Limits> limits(String projectId);

    @Insert("""
            INSERT INTO iaas_quota (project_id, vms, vcpus, memory_mib, disk_gib, images,
                max_vms, max_vcpus, max_memory_mib, max_disk_gib, max_images)
            VALUES (#{projectId}, 0, 0, 0, 0, 0, #{limits.maxVms}, #{limits.maxVcpus}, #{limits.maxMemoryMib},
                #{limits.maxDiskGib}, #{limits.maxImages})
            ON CONFLICT (project_id) DO UPDATE SET max_vms = excluded.max_vms, max_vcpus = excluded.max_vcpus,
                max_memory_mib = excluded.max_memory_mib, max_disk_gib = excluded.max_disk_gib,
                max_images = excluded.max_images""")
    int limit(@Param("projectId") String projectId, @Param("limits") Limits limits);

    /** Whether all of it fits is asked and all of it is taken by one statement: 0 rows when it does not fit. */
    @Insert("""
            INSERT INTO iaas_quota (project_id, vms, vcpus, memory_mib, disk_gib, images)
            VALUES (#{projectId}, #{asked.vms}, #{asked.vcpus}, #{asked.memoryMib}, #{asked.diskGib}, #{asked.images})
            ON CONFLICT (project_id) DO UPDATE SET vms = vms + excluded.vms, vcpus = vcpus + excluded.vcpus,
                memory_mib = memory_mib + excluded.memory_mib, disk_gib = disk_gib + excluded.disk_gib,
                images = images + excluded.images
            WHERE (excluded.vms = 0 OR max_vms IS NULL OR vms + excluded.vms <= max_vms)
                AND (excluded.vcpus = 0 OR max_vcpus IS NULL OR vcpus + excluded.vcpus <= max_vcpus)
                AND (excluded.memory_mib = 0 OR max_memory_mib IS NULL
                    OR memory_mib + excluded.memory_mib <= max_memory_mib)
                AND (excluded.disk_gib = 0 OR max_disk_gib IS NULL OR disk_gib + excluded.disk_gib <= max_disk_gib)
                AND (excluded.images = 0 OR max_images IS NULL OR images + excluded.images <= max_images)""")
    int take(@Param("projectId") String projectId, @Param("asked") Amounts asked);

    /** Changes nothing when the project has no such machine. */
    @Update("""
            UPDATE iaas_quota AS q SET vms = q.vms - 1, vcpus = q.vcpus - v.vcpus,
                memory_mib = q.memory_mib - v.memory_mib, disk_gib = q.disk_gib - v.disk_gib
            FROM iaas_vm AS v WHERE v.id = #{vmId} AND v.project_id = #{projectId} AND q.project_id = v.project_id""")
    int giveBackVm(@Param("projectId") String projectId, @Param("vmId") String vmId);

    @Update("UPDATE iaas_quota SET images = images - 1 WHERE project_id = #{projectId}")
    int giveBackImage(String projectId);

    @Select("""
            SELECT count(*) AS vms, coalesce(sum(vcpus), 0) AS vcpus, coalesce(sum(memory_mib), 0) AS memory_mib,
                coalesce(sum(disk_gib), 0) AS disk_gib,
                (SELECT count(*) FROM iaas_image WHERE project_id = #{projectId}) AS images
            FROM iaas_vm WHERE project_id = #{projectId}""")
    Amounts held(String projectId);

    @Insert("""
            INSERT INTO iaas_quota (project_id, vms, vcpus, memory_mib, disk_gib, images)
            VALUES (#{projectId}, #{used.vms}, #{used.vcpus}, #{used.memoryMib}, #{used.diskGib}, #{used.images})
            ON CONFLICT (project_id) DO UPDATE SET vms = excluded.vms, vcpus = excluded.vcpus,
                memory_mib = excluded.memory_mib, disk_gib = excluded.disk_gib, images = excluded.images""")
    int charge(@Param("projectId") String projectId, @Param("used") Amounts used);
}
