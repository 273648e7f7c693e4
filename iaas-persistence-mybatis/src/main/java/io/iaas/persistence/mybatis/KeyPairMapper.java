package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisKeyPairRepository}. */
interface KeyPairMapper {
    /** A row of {@code iaas_key_pair}. */
    record Row(String projectId, String name, String publicKey, String fingerprint, long createdAt) {}

    @Insert("""
            INSERT INTO iaas_key_pair (project_id, name, public_key, fingerprint, created_at)
            VALUES (#{projectId}, #{name}, #{publicKey}, #{fingerprint}, #{createdAt})
            ON CONFLICT (project_id, name) DO NOTHING""")
    int insert(Row row);

    @Select("SELECT * FROM iaas_key_pair WHERE project_id = #{projectId} AND name = #{name}")
    Optional<Row> find(String projectId, String name);

    @Select("""
            SELECT * FROM iaas_key_pair WHERE project_id = #{projectId} AND fingerprint = #{fingerprint}
            ORDER BY name LIMIT 1""")
    Optional<Row> findByFingerprint(String projectId, String fingerprint);

    @Select("""
            <script>
            SELECT * FROM iaas_key_pair WHERE project_id = #{projectId}
            <if test="after != null">AND name &gt; #{after}</if>
            ORDER BY name LIMIT #{limit}
            </script>""")
    List<Row> list(String projectId, @Nullable String after, int limit);

    @Delete("DELETE FROM iaas_key_pair WHERE project_id = #{projectId} AND name = #{name}")
    int delete(String projectId, String name);
}
