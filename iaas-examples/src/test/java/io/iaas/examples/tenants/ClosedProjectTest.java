package io.iaas.examples.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.examples.tenants.Calls.Call;
import io.iaas.identity.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of a view that changes something, in a project that is being deleted. */
class ClosedProjectTest {
    private static final List<String> OF_THE_INSTALLATION =
            List.of("IdentityService.", "UserService.", "ProjectService.", "CascadeService.", "AuthenticationService.");
    /** What operators decide about blocked operations; there are none here, and they say so. */
    private static final Set<String> DECISIONS =
            Set.of("OperationService.retry(OperationId)", "OperationService.abandon(OperationId)");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void changesAreRefusedAndReadingGoesOn(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            Reach alpha = Reach.of(tenants, tenants.operator(tenants.alpha.project()), tenants.alpha, true);
            state(tenants, Project.State.DELETING);
            List<String> recorded = tenants.recorded(tenants.alpha.project());
            SoftAssertions softly = new SoftAssertions();
            scoped().forEach((signature, call) -> {
                boolean changes = AuditCases.changes().containsKey(signature) && !DECISIONS.contains(signature);
                softly.assertThat(isRefused(call, alpha, tenants.alpha))
                        .as(signature)
                        .isEqualTo(changes);
            });
            softly.assertAll();
            assertThat(tenants.recorded(tenants.alpha.project())).isEqualTo(recorded);
            state(tenants, Project.State.ACTIVE);
        }
    }

    private static Map<String, Call> scoped() {
        Map<String, Call> scoped = new TreeMap<>(Calls.all());
        scoped.keySet().removeIf(signature -> OF_THE_INSTALLATION.stream().anyMatch(signature::startsWith));
        return scoped;
    }

    private static void state(Tenants tenants, Project.State state) {
        boolean there = tenants.repositories.<Boolean>write(
                session -> session.projects().changeState(tenants.alpha.project(), state));
        if (!there) {
            fail("no project to close");
        }
    }

    private static boolean isRefused(Call call, Reach reach, Target target) {
        try {
            return call.call().apply(reach, target) instanceof IaasException answer && tellsSo(answer);
        } catch (IaasException e) {
            return tellsSo(e);
        }
    }

    private static boolean tellsSo(IaasException error) {
        return error.code() == ErrorCode.WRONG_STATE
                && String.valueOf(error.getMessage()).contains("is being deleted with all that it holds");
    }
}
