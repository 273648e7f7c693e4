package io.iaas.persistence.mybatis;

import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** The statements of {@link MyBatisLoginFailureRepository}. */
interface LoginFailureMapper {
    /** A row of {@code iaas_login_failure}. */
    record Row(String key, int count, long lastAt) {}

    @Select("SELECT * FROM iaas_login_failure WHERE key = #{key}")
    Optional<Row> find(String key);

    @Insert("""
            INSERT INTO iaas_login_failure (key, count, last_at) VALUES (#{key}, #{count}, #{lastAt})
            ON CONFLICT (key) DO UPDATE SET count = excluded.count, last_at = excluded.last_at""")
    int put(Row row);

    @Delete("DELETE FROM iaas_login_failure WHERE key = #{key}")
    int delete(String key);

    @Delete("DELETE FROM iaas_login_failure WHERE last_at < #{time}")
    int deleteBefore(long time);

    @Delete("""
            DELETE FROM iaas_login_failure WHERE key IN (
              SELECT key FROM iaas_login_failure ORDER BY count, last_at
              LIMIT max(0, (SELECT count(*) FROM iaas_login_failure) - #{most}))""")
    int deleteAllBut(int most);
}
