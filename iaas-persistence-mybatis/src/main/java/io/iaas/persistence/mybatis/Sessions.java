package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.ReuseExecutor;
import org.apache.ibatis.executor.SimpleExecutor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.logging.Log;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.Transaction;

/** MyBatis as it is used here: without caches and without logs, on connections whose transactions it leaves alone. */
final class Sessions {
    /** Reading the statements takes far longer than opening a database, and they are the same for each. */
    private static final SqlSessionFactory FACTORY = new SqlSessionFactoryBuilder().build(configuration());

    /** Returns MyBatis for a connection that is used once: statements end when they have run. */
    SqlSession onceOn(Connection connection) {
        return FACTORY.openSession(ExecutorType.SIMPLE, connection);
    }

    /** Returns MyBatis for a connection that stays: statements stay prepared. */
    SqlSession keptOn(Connection connection) {
        return FACTORY.openSession(ExecutorType.REUSE, connection);
    }

    static Configuration configuration() {
        Configuration configuration = new QuietConfiguration();
        configuration.setCacheEnabled(false);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.addMapper(DatabaseMapper.class);
        configuration.addMapper(ProjectMapper.class);
        configuration.addMapper(UserMapper.class);
        configuration.addMapper(MembershipMapper.class);
        configuration.addMapper(TokenMapper.class);
        configuration.addMapper(LoginFailureMapper.class);
        configuration.addMapper(QuotaMapper.class);
        configuration.addMapper(AuditMapper.class);
        configuration.addMapper(KeyPairMapper.class);
        configuration.addMapper(FlavorMapper.class);
        configuration.addMapper(ImageMapper.class);
        configuration.addMapper(VmMapper.class);
        configuration.addMapper(OperationMapper.class);
        configuration.addMapper(ClaimMapper.class);
        configuration.addMapper(StepMapper.class);
        configuration.addMapper(LedgerMapper.class);
        configuration.addMapper(EventMapper.class);
        return configuration;
    }

    private static final class QuietConfiguration extends Configuration {
        private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

        @Override
        @SuppressWarnings("rawtypes") // as MyBatis declares it
        public ResultSetHandler newResultSetHandler(
                Executor executor,
                MappedStatement statement,
                RowBounds bounds,
                ParameterHandler parameters,
                ResultHandler handler,
                BoundSql sql) {
            Class<?> type = statement.getResultMaps().isEmpty()
                    ? Void.class
                    : statement.getResultMaps().get(0).getType();
            return type.isRecord()
                    ? new RecordRows(shapes.computeIfAbsent(type, RecordShape::of))
                    : super.newResultSetHandler(executor, statement, bounds, parameters, handler, sql);
        }

        @Override
        public Executor newExecutor(Transaction transaction, ExecutorType type) {
            return type == ExecutorType.REUSE
                    ? new QuietReuse(this, transaction)
                    : new QuietExecutor(this, transaction);
        }
    }

    /** As {@link QuietExecutor}, for statements that are run again. */
    private static final class QuietReuse extends ReuseExecutor {
        QuietReuse(Configuration configuration, Transaction transaction) {
            super(configuration, transaction);
        }

        @Override
        protected Connection getConnection(Log statementLog) throws SQLException {
            return transaction.getConnection();
        }
    }

    /** MyBatis writes the parameters of statements to the log at level DEBUG: user data and other secrets. */
    private static final class QuietExecutor extends SimpleExecutor {
        QuietExecutor(Configuration configuration, Transaction transaction) {
            super(configuration, transaction);
        }

        @Override
        protected Connection getConnection(Log statementLog) throws SQLException {
            return transaction.getConnection();
        }
    }
}
