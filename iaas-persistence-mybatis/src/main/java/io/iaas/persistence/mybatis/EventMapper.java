package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisEventRepository}. */
interface EventMapper {
    /** A row of {@code iaas_event}; the number of one that is to be inserted does not matter. */
    record Row(
            long sequence,
            long at,
            String projectId,
            String kind,
            String targetKind,
            String targetId,
            String targetName,
            @Nullable String changedFrom,
            @Nullable String changedTo,
            @Nullable String reason,
            @Nullable String operationId) {}

    @Insert("""
            INSERT INTO iaas_event (at, project_id, kind, target_kind, target_id, target_name, changed_from, changed_to,
              reason, operation_id)
            VALUES (#{at}, #{projectId}, #{kind}, #{targetKind}, #{targetId}, #{targetName}, #{changedFrom},
              #{changedTo}, #{reason}, #{operationId})""")
    int insert(Row row);

    @Select("""
            SELECT * FROM iaas_event WHERE project_id = #{projectId} AND sequence > #{after}
            ORDER BY sequence LIMIT #{limit}""")
    List<Row> list(String projectId, long after, int limit);

    /** SQLite remembers the greatest number that it gave; there is no row before the first. */
    @Select("SELECT seq FROM sqlite_sequence WHERE name = 'iaas_event'")
    Optional<Long> newest();

    @Select("SELECT sequence FROM iaas_event_forgotten")
    long forgotten();

    @Select("SELECT sequence FROM iaas_event WHERE at >= #{time} ORDER BY sequence LIMIT 1")
    Optional<Long> firstSince(long time);

    @Select("SELECT max(sequence) FROM iaas_event WHERE sequence < #{first}")
    Optional<Long> lastBefore(long first);

    @Update("UPDATE iaas_event_forgotten SET sequence = #{last}")
    int forget(long last);

    @Delete("DELETE FROM iaas_event WHERE sequence < #{first}")
    int deleteBefore(long first);
}
