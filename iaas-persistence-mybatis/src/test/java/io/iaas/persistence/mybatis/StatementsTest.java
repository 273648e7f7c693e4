package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.VmOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementsTest {
    private final TempDatabase file = new TempDatabase();

    @AfterEach
    void remove() {
        file.close();
    }

    @Test
    void noSourceSplicesTextIntoStatements() throws IOException {
        List<Path> sources;
        try (Stream<Path> all = Files.walk(Path.of("src/main"))) {
            sources = all.filter(Files::isRegularFile).toList();
        }
        assertThat(sources).hasSizeGreaterThan(10);
        for (Path source : sources) {
            assertThat(Files.readString(source)).as(source.toString()).doesNotContain("$" + "{");
        }
    }

    @Test
    void claimSearchesTheQueueAndTheTargetsUnfinishedOperations() throws SQLException {
        assertThat(plan(
                        ClaimMapper.class,
                        "claimNext",
                        parameters(
                                "node",
                                "n",
                                "project",
                                "p",
                                "now",
                                1L,
                                "endedBefore",
                                1L,
                                "kinds",
                                "[\"vm.create 1\"]",
                                "leaseUntil",
                                2L)))
                .filteredOn(line -> line.matches("SEARCH o USING INDEX iaas_operation_queue .*"))
                .as("behind the project, and up to it")
                .hasSize(2);
        assertThat(plan(ClaimMapper.class, "claimNext", Map.of()))
                .anyMatch(line -> line.matches("SEARCH e USING (COVERING )?INDEX iaas_operation_unfinished .*"))
                .noneMatch(line -> line.matches("(SCAN [oe]\\b.*|SCAN iaas_operation.*|.*TEMP B-TREE.*)"));
    }

    @Test
    void listsSearchTheirIndexesAndSortNothing() throws SQLException {
        VmFilter filter = new VmFilter("p", null, null, "w", 9L, Map.of("k", "v"));
        for (VmOrder order : VmOrder.values()) {
            Map<String, @Nullable Object> vms = parameters(
                    "filter",
                    filter,
                    "byName",
                    order.byName(),
                    "descending",
                    order.descending(),
                    "after",
                    "a",
                    "limit",
                    9);
            assertThat(plan(VmMapper.class, "list", vms))
                    .as("%s", order)
                    .anyMatch(line -> line.startsWith(
                            "SEARCH v USING INDEX " + (order.byName() ? "sqlite_autoindex_iaas_vm_2" : "iaas_vm_list")))
                    .noneMatch(line -> line.matches("(SCAN [vl]\\b.*|.*TEMP B-TREE.*)"));
        }
        assertThat(plan(VmMapper.class, "count", parameters("filter", filter)))
                .noneMatch(line -> line.matches("SCAN [vl]\\b.*"));
        Map<String, @Nullable Object> operations =
                parameters("projectId", "p", "before", "a", "state", null, "targetId", null, "limit", 9);
        assertThat(plan(OperationMapper.class, "list", operations))
                .anyMatch(line -> line.contains("INDEX iaas_operation_list"))
                .noneMatch(line -> line.matches("(SCAN iaas.*|.*TEMP B-TREE.*)"));
    }

    @Test
    void expiredMachinesAreSearchedInTheIndexOfLeases() throws SQLException {
        assertThat(plan(VmMapper.class, "expired", parameters("until", 9L, "afterEnd", 0L, "afterId", "", "limit", 9)))
                .singleElement()
                .asString()
                .startsWith("SEARCH iaas_vm USING INDEX iaas_vm_lease (");
    }

    @Test
    void namesAndKeysAreSearched() throws SQLException {
        Map<String, @Nullable Object> all = parameters(
                "projectId", "p", "name", "n", "key", "k", "targetId", "t", "imageId", "i", "limit", 1, "ownerId", "o");
        for (String statement : List.of("findByName", "find", "namesUsing")) {
            all.put("id", "i");
            assertThat(plan(VmMapper.class, statement, all)).noneMatch(line -> line.startsWith("SCAN iaas"));
        }
        all.put("ids", List.of("i", "j"));
        assertThat(plan(VmMapper.class, "known", all)).noneMatch(line -> line.startsWith("SCAN iaas"));
        for (String statement : List.of("findByKey", "targetBusy")) {
            assertThat(plan(OperationMapper.class, statement, all)).noneMatch(line -> line.startsWith("SCAN iaas"));
        }
        assertThat(plan(LedgerMapper.class, "ownedBy", all)).noneMatch(line -> line.startsWith("SCAN iaas"));
    }

    @Test
    void busyTargetsAreReadFromTheIndexesOfWhatIsUnfinishedOrFinishedLate() throws SQLException {
        assertThat(plan(OperationMapper.class, "unsettled", parameters("ids", "[]")))
                .anyMatch(
                        line -> line.matches("SEARCH iaas_operation USING INDEX sqlite_autoindex_iaas_operation_1 .*"))
                .noneMatch(line -> line.startsWith("SCAN iaas_operation"));
        assertThat(plan(OperationMapper.class, "targetsBusySince", parameters("since", 1L)))
                .filteredOn(line -> line.contains("iaas_operation"))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("INDEX iaas_operation_unfinished"),
                        line -> assertThat(line).startsWith("SEARCH").contains("INDEX iaas_operation_finished"));
    }

    @Test
    void unfinishedOperationsAreCountedByTheirIndex() throws SQLException {
        assertThat(plan(OperationMapper.class, "countUnfinished", parameters("state", "QUEUED", "limit", 1)))
                .filteredOn(line -> line.contains("iaas_operation"))
                .singleElement()
                .asString()
                .startsWith("SEARCH")
                .contains("INDEX iaas_operation_state (state=?)");
    }

    @Test
    void whoMayDoWhatIsSearched() throws SQLException {
        Map<String, @Nullable Object> all =
                parameters("id", "i", "name", "n", "projectId", "p", "userId", "u", "hash", "h", "now", 1L, "key", "k");
        all.putAll(parameters("after", "a", "limit", 9, "time", 1L, "most", 9, "fingerprint", "f"));
        Map<Class<?>, List<String>> statements = Map.of(
                ProjectMapper.class,
                List.of("findByName", "page", "deleteEndedOperations", "deleteEvents"),
                UserMapper.class,
                List.of("find", "findByName", "list"),
                MembershipMapper.class,
                List.of("find", "ofProject", "ofUser"),
                TokenMapper.class,
                List.of("find", "deleteOf", "deleteExpired"),
                KeyPairMapper.class,
                List.of("find", "findByFingerprint", "list"),
                LoginFailureMapper.class,
                List.of("find", "deleteBefore"));
        for (Map.Entry<Class<?>, List<String>> mapper : statements.entrySet()) {
            for (String statement : mapper.getValue()) {
                assertThat(plan(mapper.getKey(), statement, all))
                        .as("%s %s", mapper.getKey().getSimpleName(), statement)
                        .noneMatch(line -> line.matches("SCAN (iaas|[mpu]\\b).*|.*TEMP B-TREE.*"));
            }
        }
        assertThat(plan(UserMapper.class, "enabledAdministrators", all))
                .allMatch(line -> line.contains("INDEX iaas_user_administrator"));
        assertThat(plan(LoginFailureMapper.class, "deleteAllBut", all)).noneMatch(line -> line.contains("TEMP B-TREE"));
    }

    @Test
    void auditTrailIsSearchedByWhatItIsAskedForAndSortsNothing() throws SQLException {
        Map<String, AuditMapper.Filter> filters = Map.of(
                "iaas_audit_project", new AuditMapper.Filter("p", null, null, null, null, null),
                "iaas_audit_actor", new AuditMapper.Filter(null, "u", null, null, null, null),
                "iaas_audit_resource", new AuditMapper.Filter(null, null, "r", null, null, null));
        for (Map.Entry<String, AuditMapper.Filter> filter : filters.entrySet()) {
            assertThat(plan(
                            AuditMapper.class,
                            "list",
                            parameters("filter", filter.getValue(), "before", 9L, "limit", 9)))
                    .singleElement()
                    .asString()
                    .startsWith("SEARCH iaas_audit USING INDEX " + filter.getKey());
        }
        ActorColumns actor = new ActorColumns("USER", "u", "alice");
        assertThat(plan(
                        AuditMapper.class,
                        "countRefusals",
                        parameters("actor", actor, "errorCode", "e", "since", 1L, "limit", 9)))
                .anyMatch(line -> line.matches("SEARCH iaas_audit USING (COVERING )?INDEX iaas_audit_refusal .*"));
    }

    private List<String> plan(Class<?> mapper, String statement, Map<String, @Nullable Object> parameters)
            throws SQLException {
        MyBatisRepositories.sqlite(file.path()).close();
        String sql = Sessions.configuration()
                .getMappedStatement(mapper.getName() + "." + statement)
                .getBoundSql(parameters)
                .getSql();
        List<String> plan = new ArrayList<>();
        try (Connection connection = file.dataSource().getConnection();
                Statement explain = connection.createStatement();
                ResultSet rows = explain.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (rows.next()) {
                plan.add(String.valueOf(rows.getString("detail")));
            }
        }
        return plan;
    }

    private static Map<String, @Nullable Object> parameters(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return parameters;
    }
}
