package io.iaas.persistence.mybatis;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisVmRepository}. Statements that insert tell by their count whether the name was free. */
interface VmMapper {
    /** Which machines fit a {@link VmFilter}. */
    String FILTER = """
            <if test="filter.state != null">AND v.state = #{filter.state}</if>
            <if test="filter.host != null">AND v.host = #{filter.host}</if>
            <if test="filter.prefix != null">AND substr(v.name, 1, length(#{filter.prefix})) = #{filter.prefix}</if>
            <if test="filter.expiringBefore != null">AND v.expires_at &lt; #{filter.expiringBefore}</if>
            <foreach item="value" index="key" collection="filter.labels">
              AND EXISTS (SELECT 1 FROM iaas_vm_label l
                WHERE l.vm_id = v.id AND l.label_key = #{key} AND l.label_value = #{value})
            </foreach>""";

    @Insert("""
            INSERT INTO iaas_vm (id, project_id, name, description, state, state_reason, image_id, image_name, flavor_name,
              vcpus, memory_mib, disk_gib, host, created_at,
              expires_at, version)
            VALUES (#{id}, #{projectId}, #{name}, #{description}, #{state}, #{stateReason}, #{imageId}, #{imageName},
              #{flavorName}, #{vcpus}, #{memoryMib}, #{diskGib}, #{host}, #{createdAt}, #{expiresAt},
              #{version})
            ON CONFLICT (project_id, name) DO NOTHING""")
    int insert(VmRow row);

    @Update("""
            UPDATE iaas_vm SET name = #{name}, description = #{description}, state = #{state},
              state_reason = #{stateReason}, host = #{host}, expires_at = #{expiresAt},
              version = version + 1
            WHERE id = #{id} AND project_id = #{projectId} AND version = #{version}""")
    int update(VmRow row);

    @Select("""
            SELECT count(*) FROM iaas_vm
            WHERE project_id = #{projectId} AND name = #{name} AND id != #{id}""")
    int othersNamed(VmRow row);

    @Select("SELECT * FROM iaas_vm WHERE project_id = #{projectId} AND id = #{id}")
    Optional<VmRow> find(String projectId, String id);

    @Select("SELECT * FROM iaas_vm WHERE project_id = #{projectId} AND name = #{name}")
    Optional<VmRow> findByName(String projectId, String name);

    @Select("""
            <script>
            SELECT id FROM iaas_vm WHERE project_id = #{projectId} AND id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<String> known(String projectId, Collection<String> ids);

    @Select("""
            <script>
            SELECT v.id, v.version FROM iaas_vm v
            WHERE v.project_id = #{filter.projectId}
            <if test="after != null and !byName and !descending">AND v.id &gt; #{after}</if>
            <if test="after != null and !byName and descending">AND v.id &lt; #{after}</if>
            <if test="after != null and byName and !descending">AND v.name &gt; #{after}</if>
            <if test="after != null and byName and descending">AND v.name &lt; #{after}</if>""" + FILTER + """
            ORDER BY <if test="byName">v.name</if> <if test="!byName">v.id</if> <if test="descending">DESC</if>
            LIMIT #{limit}
            </script>""")
    List<CommittedVms.Stamp> list(
            VmFilter filter, boolean byName, boolean descending, @Nullable String after, int limit);

    @Select("SELECT * FROM iaas_vm WHERE id IN (SELECT value FROM json_each(#{ids}))")
    List<VmRow> all(String ids);

    @Select("<script>SELECT count(*) FROM iaas_vm v WHERE v.project_id = #{filter.projectId}" + FILTER + "</script>")
    long count(@Param("filter") VmFilter filter);

    @Select("""
            SELECT * FROM iaas_vm
            WHERE expires_at <= #{until} AND (expires_at, id) > (#{afterEnd}, #{afterId}) AND state <> 'DELETING'
            ORDER BY expires_at, id LIMIT #{limit}""")
    List<VmRow> expired(long until, long afterEnd, String afterId, int limit);

    @Select("""
            SELECT name FROM iaas_vm
            WHERE image_id = #{imageId} AND project_id = #{projectId} ORDER BY name LIMIT #{limit}""")
    List<String> namesUsing(String projectId, String imageId, int limit);

    @Select("SELECT count(*) FROM iaas_vm WHERE image_id = #{imageId} AND project_id <> #{projectId}")
    long countOthersUsing(String projectId, String imageId);

    @Delete("DELETE FROM iaas_vm WHERE project_id = #{projectId} AND id = #{id}")
    int delete(String projectId, String id);

    @Select("""
            SELECT * FROM iaas_vm_label
            WHERE vm_id IN (SELECT value FROM json_each(#{ids}))""")
    List<LabelRow> labels(String ids);

    @Insert("INSERT INTO iaas_vm_label (vm_id, label_key, label_value) VALUES (#{vmId}, #{key}, #{value})")
    int insertLabel(String vmId, String key, String value);

    @Delete("DELETE FROM iaas_vm_label WHERE vm_id = #{id}")
    int deleteLabels(String id);

    @Select("""
            SELECT * FROM iaas_nic
            WHERE vm_id IN (SELECT value FROM json_each(#{ids})) ORDER BY vm_id, position""")
    List<NicRow> nics(String ids);

    @Insert("""
            INSERT INTO iaas_nic (vm_id, position, mac, network, addresses)
            VALUES (#{vmId}, #{position}, #{mac}, #{network}, #{addresses})""")
    int insertNic(NicRow row);

    @Delete("DELETE FROM iaas_nic WHERE vm_id = #{id}")
    int deleteNics(String id);
}
