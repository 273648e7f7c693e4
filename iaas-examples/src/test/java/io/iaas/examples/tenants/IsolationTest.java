package io.iaas.examples.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.IaasException;
import io.iaas.examples.tenants.Calls.Call;
import io.iaas.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every call of a view, aimed at what another tenant has. The caller may do everything in its own project, so that
 * nothing but the scope of the project keeps the two apart.
 */
class IsolationTest {
    /** What administrators of the installation see is the whole of it. */
    private static final List<String> OF_THE_INSTALLATION =
            List.of("IdentityService.", "UserService.", "ProjectService.", "CascadeService.", "AuthenticationService.");

    @TempDir
    private Path directory;

    @Test
    void everyMethodHasACase() {
        assertThat(Calls.all().keySet()).containsExactlyElementsOf(Calls.signatures());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAnotherTenantsIsAsIfItDidNotExist(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            Reach alpha = Reach.of(tenants, tenants.operator(tenants.alpha.project()), tenants.alpha, true);
            List<String> theirs = tenants.recorded(tenants.beta.project());
            SoftAssertions softly = new SoftAssertions();
            scoped().forEach((signature, call) -> {
                String foreign = outcome(call, alpha, tenants.beta);
                String absent = outcome(call, alpha, tenants.beta.absent());
                softly.assertThat(foreign).as(signature).isEqualTo(absent);
                softly.assertThat(foreign).as(signature).doesNotContain("beta");
                softly.assertThat(tenants.recorded(tenants.beta.project()))
                        .as("the other tenant behind " + signature)
                        .isEqualTo(theirs);
            });
            softly.assertAll();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameCallsAimedAtWhatIsOnesOwnFindIt(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            Reach alpha = Reach.of(tenants, tenants.operator(tenants.alpha.project()), tenants.alpha, true);
            SoftAssertions softly = new SoftAssertions();
            scoped().forEach((signature, call) -> {
                if (call.level() == Level.READER
                        && outcome(call, alpha, tenants.beta).contains("NOT_FOUND")) {
                    softly.assertThat(outcome(call, alpha, tenants.alpha))
                            .as(signature)
                            .doesNotContain("NOT_FOUND");
                }
            });
            softly.assertAll();
        }
    }

    private static Map<String, Call> scoped() {
        Map<String, Call> scoped = new TreeMap<>(Calls.all());
        scoped.keySet().removeIf(signature -> OF_THE_INSTALLATION.stream().anyMatch(signature::startsWith));
        return scoped;
    }

    /** Returns what came of a call in words, in which whatever names the target is replaced. */
    private static String outcome(Call call, Reach reach, Target target) {
        try {
            return target.anonymous(words(call.call().apply(reach, target)));
        } catch (IaasException e) {
            return target.anonymous(e.getClass().getName() + " " + e.code() + " " + e.getMessage());
        }
    }

    private static String words(Object result) {
        if (result instanceof Operation<?> operation) {
            return "an operation on " + operation.info().target();
        }
        return result instanceof Optional<?> optional
                ? optional.map(found -> "found " + words(found)).orElse("nothing")
                : String.valueOf(result);
    }
}
