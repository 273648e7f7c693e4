package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisMembershipRepository}. */
interface MembershipMapper {
    /** A row of {@code iaas_membership} with what it refers to. */
    record Row(
            String projectId,
            String projectName,
            long createdAt,
            String state,
            String userId,
            String userName,
            String role) {}

    @Insert("""
            INSERT INTO iaas_membership (project_id, user_id, role) VALUES (#{projectId}, #{userId}, #{role})
            ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role""")
    int put(String projectId, String userId, String role);

    @Select("SELECT role FROM iaas_membership WHERE project_id = #{projectId} AND user_id = #{userId}")
    Optional<String> find(String projectId, String userId);

    @Select("""
            <script>
            SELECT m.project_id, p.name AS project_name, p.created_at, p.state, m.user_id, u.name AS user_name, m.role
            FROM iaas_membership m JOIN iaas_project p ON p.id = m.project_id JOIN iaas_user u ON u.id = m.user_id
            WHERE m.project_id = #{projectId}
            <if test="after != null">AND m.user_id &gt; #{after}</if>
            ORDER BY m.user_id LIMIT #{limit}
            </script>""")
    List<Row> ofProject(String projectId, @Nullable String after, int limit);

    @Select("""
            SELECT m.project_id, p.name AS project_name, p.created_at, p.state, m.user_id, u.name AS user_name, m.role
            FROM iaas_membership m JOIN iaas_project p ON p.id = m.project_id JOIN iaas_user u ON u.id = m.user_id
            WHERE m.user_id = #{userId} ORDER BY m.project_id""")
    List<Row> ofUser(String userId);

    @Delete("DELETE FROM iaas_membership WHERE project_id = #{projectId} AND user_id = #{userId}")
    int delete(String projectId, String userId);
}
