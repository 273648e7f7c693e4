package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** The statements of {@link MyBatisLedgerRepository}. */
interface LedgerMapper {
    /** A row of {@code iaas_resource}. */
    record Row(String kind, String resourceKey, String host, String ownerId, String state) {}

    @Insert("""
            INSERT INTO iaas_resource (kind, resource_key, host, owner_id, state)
            VALUES (#{kind}, #{resourceKey}, #{host}, #{ownerId}, #{state})
            ON CONFLICT (kind, resource_key, host) DO UPDATE SET owner_id = excluded.owner_id,
              state = excluded.state""")
    int put(Row row);

    @Select("""
            SELECT * FROM iaas_resource
            WHERE kind = #{kind} AND resource_key = #{resourceKey} AND host = #{host}""")
    Optional<Row> find(String kind, String resourceKey, String host);

    @Select("SELECT * FROM iaas_resource WHERE owner_id = #{ownerId} ORDER BY kind, resource_key, host")
    List<Row> ownedBy(String ownerId);

    @Select("SELECT * FROM iaas_resource WHERE state != 'ABSENT' ORDER BY kind, resource_key, host")
    List<Row> live();

    @Delete("DELETE FROM iaas_resource WHERE owner_id = #{ownerId} AND state = 'ABSENT'")
    int forget(String ownerId);
}
