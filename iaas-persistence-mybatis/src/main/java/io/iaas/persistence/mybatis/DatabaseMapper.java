package io.iaas.persistence.mybatis;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** The statements about the database itself. */
interface DatabaseMapper {
    /** The database's time in milliseconds; the function gives seconds with a fraction, which rounding makes whole again. */
    String NOW = "CAST(round(unixepoch('now', 'subsec') * 1000) AS INTEGER)";

    @Select("SELECT id FROM iaas_installation")
    String installation();

    @Insert("INSERT INTO iaas_installation (id, created_at) VALUES (#{id}, #{createdAt})")
    int install(String id, long createdAt);
}
