package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.Level.ADMIN;
import static io.iaas.examples.tenants.Level.ANYONE;
import static io.iaas.examples.tenants.Level.OPERATOR;
import static io.iaas.examples.tenants.Level.READER;
import static io.iaas.examples.tenants.ResourceCalls.handedOut;

import io.iaas.examples.tenants.Calls.Call;
import io.iaas.identity.IdentityService;
import io.iaas.identity.Membership;
import io.iaas.identity.Password;
import io.iaas.identity.Project;
import io.iaas.identity.Role;
import io.iaas.identity.Token;
import io.iaas.identity.UserId;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.PageRequest;
import io.iaas.quota.Quota;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** The calls about members, and about who may do what in the installation. */
final class IdentityCalls {
    static final Password PASSWORD = new Password("correct horse battery");
    private static final PageRequest PAGE = PageRequest.first(100);
    private static final UserId NOBODY = new UserId(new UUID(9, 9));
    private static final Token NONE = new Token("x".repeat(43));

    private IdentityCalls() {}

    static void add(Map<String, Call> calls) {
        calls.put(
                "MemberService.list(PageRequest)",
                new Call(
                        READER,
                        (reach, target) -> reach.members()
                                .list(PAGE.after(target.user().toString()))
                                .map(Membership::userName)));
        calls.put("MemberService.revoke(UserId)", new Call(ADMIN, (reach, target) -> {
            reach.members().revoke(target.user());
            return "revoked";
        }));
        // Users are the installation's: an administrator of a project who was told a user's id may give a role to it.
        calls.put(
                "MemberService.assign(UserId, Role)",
                new Call(ADMIN, (reach, target) -> reach.members().assign(NOBODY, Role.READER)));
        addQuotas(calls);
        addServices(calls);
        addUsers(calls);
        addProjects(calls);
        addCascade(calls);
        addAuthentication(calls);
    }

    private static void addQuotas(Map<String, Call> calls) {
        calls.put(
                "QuotaService.usage()",
                new Call(READER, (reach, target) -> reach.quotas().usage()));
        calls.put(
                "QuotaService.set(Quota)",
                new Call(OPERATOR, (reach, target) -> reach.quotas().set(Quota.unlimited())));
        calls.put(
                "QuotaService.drift()",
                new Call(OPERATOR, (reach, target) -> reach.quotas().drift()));
        calls.put(
                "QuotaService.recount()",
                new Call(OPERATOR, (reach, target) -> reach.quotas().recount()));
    }

    private static void addServices(Map<String, Call> calls) {
        handOut(
                calls,
                "IdentityService.createFirstAdministrator(String, Password)",
                (identity, target) -> identity.createFirstAdministrator("usurper", PASSWORD));
        handOut(calls, "IdentityService.users()", (identity, target) -> handedOut(identity.users()));
        handOut(calls, "IdentityService.projects()", (identity, target) -> handedOut(identity.projects()));
        handOut(calls, "IdentityService.authentication()", (identity, target) -> handedOut(identity.authentication()));
        handOut(
                calls,
                "IdentityService.quotas(ProjectId)",
                (identity, target) -> handedOut(identity.quotas(target.project())));
        handOut(
                calls,
                "IdentityService.members(ProjectId)",
                (identity, target) -> handedOut(identity.members(target.project())));
    }

    private static void addUsers(Map<String, Call> calls) {
        operate(
                calls,
                "UserService.create(String, Password)",
                (identity, target) -> identity.users().create("boss", PASSWORD));
        operate(
                calls,
                "UserService.createAdministrator(String, Password)",
                (identity, target) -> identity.users().createAdministrator("boss", PASSWORD));
        operate(
                calls,
                "UserService.find(String)",
                (identity, target) -> identity.users().find("boss"));
        operate(
                calls,
                "UserService.get(String)",
                (identity, target) -> identity.users().get("boss"));
        operate(
                calls,
                "UserService.get(UserId)",
                (identity, target) -> identity.users().get(NOBODY));
        operate(
                calls,
                "UserService.list(PageRequest)",
                (identity, target) -> identity.users().list(PAGE));
        operate(
                calls,
                "UserService.enable(UserId)",
                (identity, target) -> identity.users().enable(NOBODY));
        operate(
                calls,
                "UserService.disable(UserId)",
                (identity, target) -> identity.users().disable(NOBODY));
        operate(calls, "UserService.setPassword(UserId, Password)", (identity, target) -> {
            identity.users().setPassword(NOBODY, PASSWORD);
            return "done";
        });
        operate(calls, "UserService.delete(UserId)", (identity, target) -> {
            identity.users().delete(NOBODY);
            return "done";
        });
    }

    private static void addProjects(Map<String, Call> calls) {
        operate(
                calls,
                "ProjectService.create(String)",
                (identity, target) -> identity.projects().create("default"));
        operate(
                calls,
                "ProjectService.find(String)",
                (identity, target) -> identity.projects().find("default"));
        operate(
                calls,
                "ProjectService.get(String)",
                (identity, target) -> identity.projects().get("default"));
        operate(
                calls,
                "ProjectService.get(ProjectId)",
                (identity, target) -> identity.projects().get(target.project()));
        operate(
                calls,
                "ProjectService.list(PageRequest)",
                (identity, target) -> identity.projects().list(PAGE));
        operate(
                calls,
                "ProjectService.of(UserId)",
                (identity, target) -> identity.projects().of(NOBODY));
        operate(calls, "ProjectService.delete(ProjectId)", (identity, target) -> {
            identity.projects().delete(target.project());
            return "done";
        });
    }

    private static void addCascade(Map<String, Call> calls) {
        calls.put(
                "ProjectView.cascade()",
                new Call(ANYONE, (reach, target) -> handedOut(reach.view().cascade())));
        calls.put(
                "CascadeService.with(SubmitOptions)",
                new Call(
                        OPERATOR,
                        (reach, target) -> handedOut(reach.view().cascade().with(SubmitOptions.none()))));
        calls.put(
                "CascadeService.deleteProject(ProjectId)",
                new Call(OPERATOR, (reach, target) -> reach.view().cascade().deleteProject(Project.DEFAULT)));
    }

    private static void addAuthentication(Map<String, Call> calls) {
        operate(
                calls,
                "AuthenticationService.authenticate(String, Password, ProjectId)",
                (identity, target) -> identity.authentication().authenticate("nobody", PASSWORD, target.project()));
        calls.put(
                "AuthenticationService.validate(Token)",
                new Call(
                        OPERATOR,
                        (reach, target) -> reach.identity()
                                .get()
                                .authentication()
                                .validate(reach.token())
                                .user()));
        operate(calls, "AuthenticationService.revoke(Token)", (identity, target) -> {
            identity.authentication().revoke(NONE);
            return "done";
        });
        operate(calls, "AuthenticationService.revokeAll(UserId)", (identity, target) -> {
            identity.authentication().revokeAll(NOBODY);
            return "done";
        });
        operate(calls, "AuthenticationService.changePassword(String, Password, Password)", (identity, target) -> {
            identity.authentication().changePassword("nobody", PASSWORD, PASSWORD);
            return "done";
        });
    }

    /** A call of the service itself: it asks before it hands out another one. */
    private static void handOut(
            Map<String, Call> calls, String signature, BiFunction<IdentityService, Target, Object> call) {
        calls.put(
                signature,
                new Call(
                        OPERATOR, (reach, target) -> call.apply(reach.identity().get(), target)));
    }

    /** A call of a service that was handed out earlier. */
    private static void operate(
            Map<String, Call> calls, String signature, BiFunction<IdentityService, Target, Object> call) {
        calls.put(
                signature,
                new Call(OPERATOR, (reach, target) -> call.apply(reach.held().get(), target)));
    }
}
