package io.iaas.persistence.mybatis;

import io.iaas.audit.AuditQuery;
import io.iaas.identity.ProjectId;
import io.iaas.identity.UserId;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisAuditRepository}. */
interface AuditMapper {
    /** A row of {@code iaas_audit}; the number of one that is to be inserted does not matter. */
    record Row(
            long sequence,
            long at,
            String actorKind,
            @Nullable String actorId,
            @Nullable String actorName,
            @Nullable String projectId,
            String action,
            @Nullable String resourceKind,
            @Nullable String resourceId,
            @Nullable String resourceName,
            String outcome,
            @Nullable String errorCode,
            @Nullable String operationId,
            @Nullable String role) {}

    /** A query in the columns' types; null for what does not matter. */
    record Filter(
            @Nullable String projectId,
            @Nullable String actorId,
            @Nullable String resourceId,
            @Nullable String action,
            @Nullable Long from,
            @Nullable Long until) {
        static Filter of(AuditQuery query) {
            return new Filter(
                    query.project().map(ProjectId::toString).orElse(null),
                    query.actor().map(UserId::toString).orElse(null),
                    query.resourceId().orElse(null),
                    query.action().map(action -> action.name()).orElse(null),
                    query.from().map(Instant::toEpochMilli).orElse(null),
                    query.until().map(Instant::toEpochMilli).orElse(null));
        }
    }

    @Insert("""
            INSERT INTO iaas_audit (at, actor_kind, actor_id, actor_name, project_id, action, resource_kind,
              resource_id, resource_name, outcome, error_code, operation_id, role)
            VALUES (#{at}, #{actorKind}, #{actorId}, #{actorName}, #{projectId}, #{action}, #{resourceKind},
              #{resourceId}, #{resourceName}, #{outcome}, #{errorCode}, #{operationId}, #{role})""")
    int insert(Row row);

    @Select("""
            <script>
            SELECT * FROM iaas_audit WHERE TRUE
            <if test="before != null">AND sequence &lt; #{before}</if>
            <if test="filter.projectId != null">AND project_id = #{filter.projectId}</if>
            <if test="filter.actorId != null">AND actor_id = #{filter.actorId}</if>
            <if test="filter.resourceId != null">AND resource_id = #{filter.resourceId}</if>
            <if test="filter.action != null">AND action = #{filter.action}</if>
            <if test="filter.from != null">AND at &gt;= #{filter.from}</if>
            <if test="filter.until != null">AND at &lt; #{filter.until}</if>
            ORDER BY sequence DESC LIMIT #{limit}
            </script>""")
    List<Row> list(Filter filter, @Nullable Long before, int limit);

    @Select("""
            SELECT count(*) FROM (
              SELECT 1 FROM iaas_audit
              WHERE error_code = #{errorCode} AND actor_kind = #{actor.kind} AND actor_id IS #{actor.id}
                AND at >= #{since} AND outcome IN ('FAILED', 'DENIED')
              LIMIT #{limit})""")
    int countRefusals(ActorColumns actor, String errorCode, long since, int limit);

    @Delete("DELETE FROM iaas_audit WHERE at < #{before}")
    int deleteBefore(long before);
}
