package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** The statements of {@link MyBatisFlavorRepository}. */
interface FlavorMapper {
    /** A row of {@code iaas_flavor}. */
    record Row(String projectId, String name, int vcpus, int memoryMib, int diskGib) {}

    @Insert("""
            INSERT INTO iaas_flavor (project_id, name, vcpus, memory_mib, disk_gib)
            VALUES (#{projectId}, #{name}, #{vcpus}, #{memoryMib}, #{diskGib})
            ON CONFLICT (project_id, name) DO NOTHING""")
    int insert(Row row);

    @Select("SELECT * FROM iaas_flavor WHERE project_id = #{projectId} AND name = #{name}")
    Optional<Row> find(String projectId, String name);

    @Select("SELECT * FROM iaas_flavor WHERE project_id = #{projectId} ORDER BY memory_mib, name")
    List<Row> list(String projectId);

    @Delete("DELETE FROM iaas_flavor WHERE project_id = #{projectId} AND name = #{name}")
    int delete(String projectId, String name);

    @Insert("""
            INSERT INTO iaas_public_flavor (name, project_id) VALUES (#{name}, #{projectId})
            ON CONFLICT (name) DO UPDATE SET project_id = excluded.project_id
            WHERE project_id = excluded.project_id""")
    int publish(String projectId, String name);

    @Delete("DELETE FROM iaas_public_flavor WHERE project_id = #{projectId} AND name = #{name}")
    int unpublish(String projectId, String name);

    @Select("""
            SELECT f.* FROM iaas_public_flavor p
            JOIN iaas_flavor f ON f.project_id = p.project_id AND f.name = p.name WHERE p.name = #{name}""")
    Optional<Row> findPublic(String name);

    @Select("""
            SELECT f.* FROM iaas_public_flavor p
            JOIN iaas_flavor f ON f.project_id = p.project_id AND f.name = p.name ORDER BY f.memory_mib, f.name""")
    List<Row> listPublic();
}
