package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** The statements of {@link MyBatisProjectRepository}. */
interface ProjectMapper {
    /** A row of {@code iaas_project}. */
    record Row(String id, String name, long createdAt) {}

    @Insert("""
            INSERT INTO iaas_project (id, name, created_at) VALUES (#{id}, #{name}, #{createdAt})
            ON CONFLICT (name) DO NOTHING""")
    int insert(Row row);

    @Select("SELECT * FROM iaas_project WHERE id = #{id}")
    Optional<Row> find(String id);

    @Select("SELECT * FROM iaas_project ORDER BY id")
    List<Row> list();
}
