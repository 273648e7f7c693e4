package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisOperationRepository}. */
interface OperationMapper {
    /** A row of {@code iaas_operation_input}. */
    record InputRow(String operationId, String name, String value) {}

    @Insert("""
            INSERT INTO iaas_operation (id, project_id, kind, definition_version, target_kind, target_id, target_name,
              request_hash, idempotency_key, created_at, deadline, state, direction, cursor, attempts, undo_attempts,
              next_at, cancel_requested_at, finished_at, error_code, public_error, internal_error, failed_step,
              undone_steps, not_undone_steps, undo_error, console_tail, actor_kind, actor_id, actor_name)
            VALUES (#{id}, #{projectId}, #{kind}, #{definitionVersion}, #{targetKind},
              #{targetId}, #{targetName}, #{requestHash}, #{idempotencyKey}, #{createdAt},
              #{deadline}, #{status.state}, #{status.direction}, #{status.cursor}, #{status.attempts},
              #{status.undoAttempts}, #{status.nextAt}, #{status.cancelRequestedAt}, #{status.finishedAt},
              #{status.errorCode}, #{status.publicError}, #{status.internalError}, #{status.failedStep},
              #{status.undoneSteps}, #{status.notUndoneSteps}, #{status.undoError},
              #{status.consoleTail}, #{actorKind}, #{actorId}, #{actorName})
            ON CONFLICT (project_id, idempotency_key) DO NOTHING""")
    int insert(OperationRow row);

    @Insert("INSERT INTO iaas_operation_input (operation_id, name, value) VALUES (#{operationId}, #{name}, #{value})")
    int insertInput(String operationId, String name, String value);

    @Select("SELECT * FROM iaas_operation WHERE id = #{id} AND project_id = #{projectId}")
    Optional<OperationRow> find(String projectId, String id);

    @Select("SELECT * FROM iaas_operation WHERE id = #{id}")
    Optional<OperationRow> findAnywhere(String id);

    @Select("SELECT * FROM iaas_operation WHERE project_id = #{projectId} AND idempotency_key = #{key}")
    Optional<OperationRow> findByKey(String projectId, String key);

    @Select("""
            <script>
            SELECT * FROM iaas_operation WHERE project_id = #{projectId}
            <if test="before != null">AND id &lt; #{before}</if>
            <if test="state != null">AND state = #{state}</if>
            <if test="targetId != null">AND target_id = #{targetId}</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<OperationRow> list(
            String projectId, @Nullable String before, @Nullable String state, @Nullable String targetId, int limit);

    @Select("""
            SELECT * FROM iaas_operation_input
            WHERE operation_id IN (SELECT value FROM json_each(#{ids}))""")
    List<InputRow> inputs(String ids);

    @Delete("DELETE FROM iaas_operation_input WHERE operation_id = #{id} AND name = #{name}")
    int deleteInput(String id, String name);

    @Select("""
            SELECT EXISTS (SELECT 1 FROM iaas_operation
              WHERE target_id = #{targetId} AND state NOT IN ('SUCCEEDED', 'ROLLED_BACK', 'ABANDONED'))""")
    boolean targetBusy(String targetId);

    @Select("""
            SELECT target_id FROM iaas_operation WHERE state NOT IN ('SUCCEEDED', 'ROLLED_BACK', 'ABANDONED')
            UNION ALL SELECT target_id FROM iaas_operation WHERE finished_at >= #{since}""")
    List<String> targetsBusySince(long since);

    /** {@code ids} is a JSON array. */
    @Select("""
            SELECT id FROM iaas_operation
            WHERE id IN (SELECT value FROM json_each(#{ids})) AND state IN ('QUEUED', 'RUNNING', 'UNDOING')""")
    List<String> unsettled(String ids);

    /** The condition says what the index says, or SQLite would not use it. */
    @Select("""
            SELECT count(*) FROM (SELECT 1 FROM iaas_operation
              WHERE state IN ('QUEUED', 'RUNNING', 'UNDOING', 'UNDO_BLOCKED') AND state = #{state} LIMIT #{limit})""")
    int countUnfinished(String state, int limit);

    @Update("""
            UPDATE iaas_operation SET cancel_requested_at = coalesce(cancel_requested_at, #{now})
            WHERE id = #{id} AND project_id = #{projectId} AND state IN ('QUEUED', 'RUNNING')""")
    int requestCancel(String projectId, String id, long now);

    @Select("SELECT EXISTS (SELECT 1 FROM iaas_operation WHERE id = #{id} AND cancel_requested_at IS NOT NULL)")
    boolean cancelRequested(String id);
}
