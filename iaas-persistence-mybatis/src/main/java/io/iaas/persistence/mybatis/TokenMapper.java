package io.iaas.persistence.mybatis;

import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** The statements of {@link MyBatisTokenRepository}. */
interface TokenMapper {
    /** A row of {@code iaas_token}. */
    record Row(String hash, String userId, String projectId, long expiresAt) {}

    @Insert("""
            INSERT INTO iaas_token (hash, user_id, project_id, expires_at)
            VALUES (#{hash}, #{userId}, #{projectId}, #{expiresAt})""")
    int insert(Row row);

    @Select("SELECT * FROM iaas_token WHERE hash = #{hash}")
    Optional<Row> find(String hash);

    @Delete("DELETE FROM iaas_token WHERE hash = #{hash}")
    int delete(String hash);

    @Delete("DELETE FROM iaas_token WHERE user_id = #{userId}")
    int deleteOf(String userId);

    @Delete("DELETE FROM iaas_token WHERE expires_at <= #{now}")
    int deleteExpired(long now);
}
