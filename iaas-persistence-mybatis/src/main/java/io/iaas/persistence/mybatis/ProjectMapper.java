package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisProjectRepository}. */
interface ProjectMapper {
    /** A row of {@code iaas_project}. */
    record Row(String id, String name, long createdAt, String state) {}

    /** Without the state, which is ACTIVE: the first project comes before the column. */
    @Insert("""
            INSERT INTO iaas_project (id, name, created_at) VALUES (#{id}, #{name}, #{createdAt})
            ON CONFLICT (name) DO NOTHING""")
    int insert(Row row);

    @Select("SELECT * FROM iaas_project WHERE id = #{id}")
    Optional<Row> find(String id);

    @Select("SELECT * FROM iaas_project WHERE name = #{name}")
    Optional<Row> findByName(String name);

    @Select("SELECT * FROM iaas_project ORDER BY id")
    List<Row> list();

    @Select("""
            <script>
            SELECT * FROM iaas_project
            <if test="after != null">WHERE id &gt; #{after}</if>
            ORDER BY id LIMIT #{limit}
            </script>""")
    List<Row> page(@Nullable String after, int limit);

    @Update("UPDATE iaas_project SET state = #{state} WHERE id = #{id}")
    int changeState(String id, String state);

    /** Those that have not ended stay, and with them the project. */
    @Delete("""
            DELETE FROM iaas_operation
            WHERE project_id = #{id} AND state IN ('SUCCEEDED', 'ROLLED_BACK', 'ABANDONED')""")
    int deleteEndedOperations(String id);

    @Delete("DELETE FROM iaas_event WHERE project_id = #{id}")
    int deleteEvents(String id);

    @Delete("DELETE FROM iaas_project WHERE id = #{id}")
    int delete(String id);
}
