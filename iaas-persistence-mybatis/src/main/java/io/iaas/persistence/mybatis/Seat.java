package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.ibatis.session.SqlSession;

/**
 * What a unit of work needs of the database while it lasts.
 *
 * @param connection a connection in the driver's auto-commit mode
 * @param session MyBatis on that connection
 */
record Seat(Connection connection, SqlSession session) {
    /** Ends both, with the statements that were prepared. */
    void close() throws SQLException {
        session.close();
        connection.close();
    }
}
