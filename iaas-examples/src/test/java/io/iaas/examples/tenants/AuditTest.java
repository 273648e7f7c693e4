package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.IdentityCalls.PASSWORD;
import static io.iaas.examples.tenants.ResourceCalls.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.iaas.ProjectView;
import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.audit.AuditResource;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.examples.tenants.Calls.Call;
import io.iaas.identity.Password;
import io.iaas.identity.PermissionDeniedException;
import io.iaas.identity.Role;
import io.iaas.identity.Token;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.identity.User;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.page.PageRequest;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the audit trail tells of every call of a view. */
class AuditTest {
    private static final PageRequest PAGE = PageRequest.first(1000);

    @TempDir
    private Path directory;

    @Test
    void everyCallThatNeedsMoreThanToReadHasAnAuditCase() {
        TreeMap<String, Call> beyondReading = new TreeMap<>(Calls.all());
        beyondReading.values().removeIf(call -> call.level().compareTo(Level.READER) <= 0);
        Set<String> cases = new TreeSet<>(AuditCases.READS);
        cases.addAll(AuditCases.changes().keySet());

        assertThat(cases).containsExactlyElementsOf(beyondReading.keySet());
    }

    @ParameterizedTest
    @EnumSource
    void eachChangeThatIsRefusedIsToldOfOnceAndNoReadingEver(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            Token token = tenants.operator(tenants.alpha.project());
            Reach reach = Reach.of(tenants, token, tenants.alpha, true);
            tenants.iaas.identity().authentication().revoke(token);
            SoftAssertions softly = new SoftAssertions();
            Calls.all().forEach((signature, call) -> {
                long newest = newest(tenants);
                refused(call, reach, tenants.alpha);
                Optional<AuditAction> change =
                        Optional.ofNullable(AuditCases.changes().get(signature));
                softly.assertThat(behind(tenants, newest))
                        .as(signature)
                        .extracting(AuditEntry::action, AuditEntry::outcome, AuditEntry::actor, AuditEntry::error)
                        .containsExactlyElementsOf(change.stream()
                                .map(action -> tuple(
                                        action,
                                        AuditOutcome.DENIED,
                                        Actor.NOBODY,
                                        Optional.of(ErrorCode.UNAUTHENTICATED)))
                                .toList());
            });
            softly.assertAll();
        }
    }

    private static void refused(Call call, Reach reach, Target target) {
        try {
            assertThat(call.call().apply(reach, target)).isNotNull();
        } catch (IaasException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void operationIsToldOfWhenItIsSubmittedAndWhenItSettlesWithWhoAskedForIt(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView view = tenants.iaas.login(tenants.member(tenants.alpha.project(), Role.MEMBER));
            Actor member = Actor.user(view.caller().orElseThrow().user());
            long newest = newest(tenants);
            Operation<Vm> create = view.compute()
                    .create(VmSpec.named("web").image("alpha").flavor("alpha").build());
            Vm vm = create.await(PATIENCE);

            AuditResource web = new AuditResource("vm", Optional.of(vm.id().toString()), Optional.of("web"));
            assertThat(behind(tenants, newest)).hasSize(2).allSatisfy(entry -> {
                assertThat(entry.actor()).isEqualTo(member);
                assertThat(entry.project()).contains(tenants.alpha.project());
                assertThat(entry.action()).isEqualTo(AuditAction.of(OperationKind.VM_CREATE));
                assertThat(entry.resource()).contains(web);
                assertThat(entry.operation()).contains(create.id());
            });
            assertThat(behind(tenants, newest))
                    .extracting(AuditEntry::outcome)
                    .containsExactly(AuditOutcome.ACCEPTED, AuditOutcome.SUCCEEDED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void changeOfOneTransactionIsToldOfWithTheIdAndNameOfWhatItChanged(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            long newest = newest(tenants);
            User carol = tenants.iaas.identity().users().create("carol", PASSWORD);
            tenants.iaas.identity().members(tenants.alpha.project()).assign(carol.id(), Role.READER);
            tenants.iaas.identity().users().delete(carol.id());
            tenants.iaas.project(tenants.alpha.project()).compute().setDescription(tenants.alpha.vm(), "old secret");
            tenants.iaas.flavors().create(new Flavor("mine", 1, 64, 0));

            String user = "user " + carol.id() + " carol";
            assertThat(behind(tenants, newest))
                    .extracting(entry -> entry.action() + " " + words(entry.resource()))
                    .containsExactly(
                            "user.create " + user,
                            "role.assign " + user,
                            "user.delete " + user,
                            "vm.describe vm " + tenants.alpha.vm() + " alpha",
                            "flavor.create flavor - mine");
            assertThat(behind(tenants, newest))
                    .extracting(AuditEntry::role)
                    .containsExactly(
                            Optional.empty(),
                            Optional.of(Role.READER),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            assertThat(behind(tenants, newest)).allSatisfy(entry -> {
                assertThat(entry.outcome()).isEqualTo(AuditOutcome.SUCCEEDED);
                assertThat(entry.actor()).isEqualTo(Actor.HOST_APPLICATION);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void roleThatWasRefusedIsToldAsWell(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView member = tenants.iaas.login(tenants.member(tenants.alpha.project(), Role.MEMBER));
            long newest = newest(tenants);
            assertThatThrownBy(() -> member.members().assign(tenants.alpha.user(), Role.ADMIN))
                    .isInstanceOf(PermissionDeniedException.class);
            assertThat(behind(tenants, newest)).singleElement().satisfies(entry -> {
                assertThat(entry.action()).isEqualTo(AuditAction.ROLE_ASSIGN);
                assertThat(entry.outcome()).isEqualTo(AuditOutcome.DENIED);
                assertThat(entry.role()).contains(Role.ADMIN);
            });
        }
    }

    private static String words(Optional<AuditResource> resource) {
        return resource.map(known -> known.kind() + " " + known.id().orElse("-") + " "
                        + known.name().orElse("-"))
                .orElse("-");
    }

    @ParameterizedTest
    @EnumSource
    void administratorsOfAProjectReadOfItAloneAndOthersNothing(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView admin = tenants.iaas.login(tenants.member(tenants.alpha.project(), Role.ADMIN));
            ProjectView member = tenants.iaas.login(tenants.member(tenants.alpha.project(), Role.MEMBER));
            AuditQuery ofBeta = AuditQuery.all().inProject(tenants.beta.project());

            assertThat(admin.audit().list(AuditQuery.all(), PAGE).items())
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(entry.project()).contains(tenants.alpha.project()));
            assertThat(admin.audit().list(ofBeta, PAGE).items()).isEmpty();
            assertThat(tenants.iaas.audit().list(ofBeta, PAGE).items()).isNotEmpty();
            assertThatThrownBy(() -> admin.installationAudit().list(AuditQuery.all(), PAGE))
                    .isInstanceOf(PermissionDeniedException.class);
            assertThatThrownBy(() -> member.audit().list(AuditQuery.all(), PAGE))
                    .isInstanceOf(PermissionDeniedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failedLogInTellsTheUserWhoseNameWasGivenAndNoNameThatNobodyHas(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            long newest = newest(tenants);
            User boss = tenants.iaas.identity().users().get("boss");
            for (String name : List.of("boss", "a-secret-typed-here")) {
                assertThatThrownBy(() -> tenants.iaas
                                .identity()
                                .authentication()
                                .authenticate(name, new Password("not this one"), tenants.alpha.project()))
                        .isInstanceOf(UnauthenticatedException.class);
            }
            assertThat(behind(tenants, newest))
                    .extracting(AuditEntry::action, AuditEntry::actor, AuditEntry::outcome, AuditEntry::project)
                    .containsExactly(
                            tuple(AuditAction.TOKEN_ISSUE, Actor.claimant(boss), AuditOutcome.DENIED, Optional.empty()),
                            tuple(AuditAction.TOKEN_ISSUE, Actor.NOBODY, AuditOutcome.DENIED, Optional.empty()));
            assertThat(behind(tenants, newest).toString()).doesNotContain("a-secret-typed-here");
        }
    }

    @ParameterizedTest
    @EnumSource
    void floodOfRefusalsEndsWithAPause(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView reader = tenants.iaas.login(tenants.member(tenants.alpha.project(), Role.READER));
            long newest = newest(tenants);
            for (int i = 0; i < 120; i++) {
                assertThatThrownBy(() -> reader.flavors().delete("alpha"))
                        .isInstanceOf(PermissionDeniedException.class);
            }
            List<AuditEntry> told = behind(tenants, newest);
            assertThat(told).hasSize(100);
            assertThat(told.get(98).action()).isEqualTo(AuditAction.FLAVOR_DELETE);
            assertThat(told.get(99).action()).isEqualTo(AuditAction.AUDIT_PAUSE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void secretsAreNowhereInIt(Database database) {
        String canary = "CANARY-4711-secret";
        try (Tenants tenants = new Tenants(database.open(directory))) {
            ProjectView view = tenants.iaas.login(tenants.operator(tenants.alpha.project()));
            User user = view.identity().users().create("dave", new Password(canary + "-1"));
            view.members().assign(user.id(), Role.MEMBER);
            Token token = tenants.iaas
                    .identity()
                    .authentication()
                    .authenticate("dave", new Password(canary + "-1"), tenants.alpha.project())
                    .token();
            view.identity()
                    .authentication()
                    .changePassword("dave", new Password(canary + "-1"), new Password(canary + "-2"));
            view.identity().users().setPassword(user.id(), new Password(canary + "-3"));
            view.compute()
                    .create(VmSpec.named("web")
                            .image("alpha")
                            .flavor("alpha")
                            .description(canary)
                            .labels(Map.of("note", canary))
                            .userData("#cloud-config\n# " + canary + "\n")
                            .build())
                    .await(PATIENCE);
            assertThatThrownBy(() -> view.identity().users().create(canary + " with spaces", PASSWORD))
                    .isInstanceOf(IaasException.class);

            assertThat(entries(tenants).toString()).doesNotContain(canary, token.value());
        }
    }

    private static long newest(Tenants tenants) {
        return tenants.iaas.audit().list(AuditQuery.all(), PageRequest.first(1)).items().stream()
                .mapToLong(AuditEntry::sequence)
                .findFirst()
                .orElse(0);
    }

    /** Returns what was added behind an entry, the oldest first. */
    private static List<AuditEntry> behind(Tenants tenants, long sequence) {
        return entries(tenants).stream()
                .filter(entry -> entry.sequence() > sequence)
                .sorted(Comparator.comparingLong(AuditEntry::sequence))
                .toList();
    }

    private static List<AuditEntry> entries(Tenants tenants) {
        return tenants.iaas.audit().list(AuditQuery.all(), PAGE).items();
    }
}
