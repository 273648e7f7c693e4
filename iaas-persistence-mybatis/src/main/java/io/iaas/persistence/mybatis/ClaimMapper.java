package io.iaas.persistence.mybatis;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The statements about who works on an operation. */
interface ClaimMapper {
    /** What a change of an operation's status {@code s} sets; a cancel that was asked for stays asked for. */
    String STATUS = """
            state = #{s.state}, direction = #{s.direction}, cursor = #{s.cursor},
              attempts = #{s.attempts}, undo_attempts = #{s.undoAttempts}, next_at = #{s.nextAt},
              cancel_requested_at = coalesce(cancel_requested_at, #{s.cancelRequestedAt}),
              finished_at = #{s.finishedAt}, error_code = #{s.errorCode}, public_error = #{s.publicError},
              internal_error = #{s.internalError}, failed_step = #{s.failedStep}, undone_steps = #{s.undoneSteps},
              not_undone_steps = #{s.notUndoneSteps}, undo_error = #{s.undoError},
              console_tail = #{s.consoleTail}
            """;

    /** Whose claim on an operation a row of {@code iaas_operation} tells of. */
    record Row(String id, String ownerNode, long epoch) {}

    /** What a worker may take up now; {@code kinds} is a JSON array of kinds with their versions. */
    String NEXT = """
            SELECT o.id FROM iaas_operation o
            WHERE o.state IN ('QUEUED', 'RUNNING', 'UNDOING')
              AND o.next_at <= #{now}
              AND (o.lease_until IS NULL OR o.lease_until < #{endedBefore})
              AND o.kind || ' ' || o.definition_version IN (SELECT value FROM json_each(#{kinds}))
              AND NOT EXISTS (SELECT 1 FROM iaas_operation e
                WHERE e.target_id = o.target_id
                  AND (e.state = 'QUEUED', e.id) < (o.state = 'QUEUED', o.id)
                  AND e.state NOT IN ('SUCCEEDED', 'ROLLED_BACK', 'ABANDONED'))
            """;

    String FIRST = " ORDER BY o.project_id, o.next_at, o.id LIMIT 1";

    /** Claims the next one behind a project or, where there is none, from the first project on. */
    @Select(
            affectData = true,
            value = """
            UPDATE iaas_operation SET owner_node = #{node}, lease_until = #{leaseUntil}, epoch = epoch + 1,
              state = CASE state WHEN 'QUEUED' THEN 'RUNNING' ELSE state END,
              attempts = attempts + CASE direction WHEN 'FORWARD' THEN 1 ELSE 0 END,
              undo_attempts = undo_attempts + CASE direction WHEN 'UNDO' THEN 1 ELSE 0 END
            WHERE id = coalesce(
              (""" + NEXT + "AND o.project_id > #{project}" + FIRST + "), (" + NEXT
                    + "AND o.project_id <= #{project}"
                    + FIRST + ")) RETURNING *")
    Optional<OperationRow> claimNext(
            String node, String project, long now, long endedBefore, String kinds, long leaseUntil);

    @Update("""
            <script>
            UPDATE iaas_operation SET lease_until = #{leaseUntil}
            WHERE (id, owner_node, epoch) IN (VALUES
            <foreach item="c" collection="claims" separator=",">(#{c.id}, #{c.ownerNode}, #{c.epoch})</foreach>)
            </script>""")
    int renew(Collection<Row> claims, long leaseUntil);

    @Select("""
            SELECT EXISTS (SELECT 1 FROM iaas_operation
            WHERE id = #{id} AND owner_node = #{ownerNode} AND epoch = #{epoch})""")
    boolean holds(Row claim);

    @Select("""
            <script>
            SELECT id, owner_node, epoch FROM iaas_operation
            WHERE (id, owner_node, epoch) IN (VALUES
            <foreach item="c" collection="claims" separator=",">(#{c.id}, #{c.ownerNode}, #{c.epoch})</foreach>)
            </script>""")
    List<Row> held(Collection<Row> claims);

    /** Goes to another step where nothing else of the status changes: no column that an index has is written. */
    @Update("""
            UPDATE iaas_operation SET cursor = #{s.cursor}
            WHERE id = #{claim.id} AND owner_node = #{claim.ownerNode} AND epoch = #{claim.epoch}
              AND state = #{s.state} AND direction = #{s.direction} AND attempts = #{s.attempts}
              AND undo_attempts = #{s.undoAttempts} AND next_at = #{s.nextAt}
              AND cancel_requested_at IS coalesce(cancel_requested_at, #{s.cancelRequestedAt})
              AND error_code IS NULL AND finished_at IS NULL""")
    int advance(Row claim, StatusRow s);

    @Update("UPDATE iaas_operation SET " + STATUS + """
            , owner_node = CASE WHEN #{release} THEN NULL ELSE owner_node END,
              lease_until = CASE WHEN #{release} THEN NULL ELSE lease_until END
            WHERE id = #{claim.id} AND owner_node = #{claim.ownerNode} AND epoch = #{claim.epoch}""")
    int update(Row claim, StatusRow s, boolean release);

    @Update("UPDATE iaas_operation SET " + STATUS + " WHERE id = #{s.id} AND state = #{from} AND owner_node IS NULL")
    int change(String from, StatusRow s);
}
