package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisUserRepository}. */
interface UserMapper {
    /** A row of {@code iaas_user}. */
    record Row(String id, String name, boolean enabled, boolean administrator, String passwordHash, long createdAt) {}

    @Insert("""
            INSERT INTO iaas_user (id, name, enabled, administrator, password_hash, created_at)
            VALUES (#{id}, #{name}, #{enabled}, #{administrator}, #{passwordHash}, #{createdAt})
            ON CONFLICT (name) DO NOTHING""")
    int insert(Row row);

    @Update("UPDATE iaas_user SET enabled = #{enabled}, password_hash = #{passwordHash} WHERE id = #{id}")
    int update(Row row);

    @Select("SELECT * FROM iaas_user WHERE id = #{id}")
    Optional<Row> find(String id);

    @Select("SELECT * FROM iaas_user WHERE name = #{name}")
    Optional<Row> findByName(String name);

    @Select("""
            <script>
            SELECT * FROM iaas_user
            <if test="after != null">WHERE id &gt; #{after}</if>
            ORDER BY id LIMIT #{limit}
            </script>""")
    List<Row> list(@Nullable String after, int limit);

    @Select("SELECT count(*) FROM iaas_user WHERE administrator = 1 AND enabled = 1")
    int enabledAdministrators();

    @Delete("DELETE FROM iaas_user WHERE id = #{id}")
    int delete(String id);
}
