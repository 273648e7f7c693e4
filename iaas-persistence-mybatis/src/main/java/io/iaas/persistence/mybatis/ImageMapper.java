package io.iaas.persistence.mybatis;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisImageRepository}. */
interface ImageMapper {
    /** A row of {@code iaas_image}. */
    record Row(
            String id,
            String projectId,
            String name,
            String state,
            String firmware,
            @Nullable String commandLine,
            long createdAt) {}

    /** A row of {@code iaas_image_file}. */
    record FileRow(
            String imageId,
            int position,
            String role,
            String format,
            long sizeBytes,
            long virtualSizeBytes,
            String sha256) {}

    @Insert("""
            INSERT INTO iaas_image (id, project_id, name, state, firmware, command_line, created_at)
            VALUES (#{id}, #{projectId}, #{name}, #{state}, #{firmware}, #{commandLine}, #{createdAt})
            ON CONFLICT (project_id, name) DO NOTHING""")
    int insert(Row row);

    @Update("""
            UPDATE iaas_image SET state = #{state}, command_line = #{commandLine}
            WHERE id = #{id} AND project_id = #{projectId}""")
    int update(Row row);

    @Select("SELECT * FROM iaas_image WHERE project_id = #{projectId} AND id = #{id}")
    Optional<Row> find(String projectId, String id);

    @Select("SELECT * FROM iaas_image WHERE project_id = #{projectId} AND name = #{name}")
    Optional<Row> findByName(String projectId, String name);

    @Select("""
            <script>
            SELECT * FROM iaas_image WHERE project_id = #{projectId}
            <if test="after != null">AND id &gt; #{after}</if>
            ORDER BY id LIMIT #{limit}
            </script>""")
    List<Row> list(String projectId, @Nullable String after, int limit);

    @Delete("DELETE FROM iaas_image WHERE project_id = #{projectId} AND id = #{id}")
    int delete(String projectId, String id);

    @Select("""
            SELECT * FROM iaas_image_file
            WHERE image_id IN (SELECT value FROM json_each(#{ids})) ORDER BY image_id, position""")
    List<FileRow> files(String ids);

    @Insert("""
            <script>
            INSERT INTO iaas_image_file (image_id, position, role, format, size_bytes, virtual_size_bytes, sha256)
            VALUES
            <foreach item="row" collection="rows" separator=",">
              (#{row.imageId}, #{row.position}, #{row.role}, #{row.format}, #{row.sizeBytes},
               #{row.virtualSizeBytes}, #{row.sha256})
            </foreach>
            </script>""")
    int insertFiles(Collection<FileRow> rows);

    @Delete("DELETE FROM iaas_image_file WHERE image_id = #{id}")
    int deleteFiles(String id);

    @Select("SELECT * FROM iaas_image WHERE id = #{id}")
    Optional<Row> findAnywhere(String id);

    @Insert("""
            INSERT INTO iaas_public_image (name, image_id) VALUES (#{name}, #{id})
            ON CONFLICT (name) DO UPDATE SET image_id = excluded.image_id WHERE image_id = excluded.image_id""")
    int publish(String name, String id);

    @Delete("""
            DELETE FROM iaas_public_image
            WHERE image_id = (SELECT id FROM iaas_image WHERE id = #{id} AND project_id = #{projectId})""")
    int unpublish(String projectId, String id);

    @Select("SELECT i.* FROM iaas_public_image p JOIN iaas_image i ON i.id = p.image_id WHERE p.name = #{name}")
    Optional<Row> findPublic(String name);

    @Select("""
            <script>
            SELECT i.* FROM iaas_public_image p JOIN iaas_image i ON i.id = p.image_id
            <if test="after != null">WHERE p.name &gt; #{after}</if>
            ORDER BY p.name LIMIT #{limit}
            </script>""")
    List<Row> listPublic(@Nullable String after, int limit);
}
