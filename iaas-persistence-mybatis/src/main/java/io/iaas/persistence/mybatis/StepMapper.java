package io.iaas.persistence.mybatis;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The statements of {@link MyBatisStepRepository}. */
interface StepMapper {
    /** A row of {@code iaas_step}. */
    record Row(
            String operationId,
            int seq,
            String name,
            String state,
            @Nullable String resourceKind,
            @Nullable String host,
            @Nullable String resourceKey,
            String beforeValues,
            String resultValues,
            long epoch) {}

    @Insert("""
            INSERT INTO iaas_step (operation_id, seq, name, state, resource_kind, host, resource_key, before_values,
              result_values, epoch)
            VALUES (#{operationId}, #{seq}, #{name}, #{state}, #{resourceKind}, #{host}, #{resourceKey},
              #{beforeValues}, #{resultValues}, #{epoch})
            ON CONFLICT (operation_id, seq) DO UPDATE SET name = excluded.name, state = excluded.state,
              resource_kind = excluded.resource_kind, host = excluded.host, resource_key = excluded.resource_key,
              before_values = excluded.before_values, result_values = excluded.result_values,
              epoch = excluded.epoch""")
    int put(Row row);

    @Select("SELECT * FROM iaas_step WHERE operation_id = #{operationId} ORDER BY seq")
    List<Row> list(String operationId);
}
