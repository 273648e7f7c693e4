package io.iaas.persistence.mybatis;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** The statements of {@link MyBatisLedgerRepository}. */
interface LedgerMapper {
    /** A row of {@code iaas_resource}, but for the time of its change. */
    record Row(String kind, String resourceKey, String host, String ownerId, String state) {}

    @Insert("""
            INSERT INTO iaas_resource (kind, resource_key, host, owner_id, state, changed_at)
            VALUES (#{kind}, #{resourceKey}, #{host}, #{ownerId}, #{state},\s""" + DatabaseMapper.NOW + """
            )
            ON CONFLICT (kind, resource_key, host) DO UPDATE SET owner_id = excluded.owner_id,
              state = excluded.state, changed_at = excluded.changed_at""")
    int put(Row row);

    @Select("""
            SELECT * FROM iaas_resource
            WHERE kind = #{kind} AND resource_key = #{resourceKey} AND host = #{host}""")
    Optional<Row> find(String kind, String resourceKey, String host);

    @Select("SELECT * FROM iaas_resource WHERE owner_id = #{ownerId} ORDER BY kind, resource_key, host")
    List<Row> ownedBy(String ownerId);

    @Select("SELECT * FROM iaas_resource WHERE state != 'ABSENT' ORDER BY kind, resource_key, host")
    List<Row> live();

    @Select("SELECT * FROM iaas_resource WHERE resource_key = #{key} AND host = #{host} ORDER BY kind")
    List<Row> named(String host, String key);

    @Delete("DELETE FROM iaas_resource WHERE state = 'ABSENT' AND changed_at < #{before}")
    int forgetAbsent(long before);
}
