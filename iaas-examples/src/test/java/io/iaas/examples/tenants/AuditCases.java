package io.iaas.examples.tenants;

import io.iaas.audit.AuditAction;
import io.iaas.operation.OperationKind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the audit trail tells of the calls of a view. */
final class AuditCases {
    /** Calls that need more than the role of a reader and change nothing. */
    static final Set<String> READS = Set.of(
            "AuditService.list(AuditQuery, PageRequest)",
            "AuthenticationService.validate(Token)",
            "CascadeService.with(SubmitOptions)",
            "IdentityService.authentication()",
            "IdentityService.members(ProjectId)",
            "IdentityService.projects()",
            "IdentityService.users()",
            "IdentityService.quotas(ProjectId)",
            "ProjectService.find(String)",
            "ProjectService.get(ProjectId)",
            "ProjectService.get(String)",
            "ProjectService.list(PageRequest)",
            "ProjectService.of(UserId)",
            "ProjectView.identity()",
            "QuotaService.drift()",
            "UserService.find(String)",
            "UserService.get(String)",
            "UserService.get(UserId)",
            "UserService.list(PageRequest)");

    private AuditCases() {}

    /** Returns the actions of the calls that change something, by their signatures. */
    static Map<String, AuditAction> changes() {
        Map<String, AuditAction> changes = new TreeMap<>();
        addMachines(changes);
        addIdentity(changes);
        changes.put("ImageService.importImage(ImageSpec)", AuditAction.of(OperationKind.IMAGE_IMPORT));
        changes.put("ImageService.importFile(String, Path)", AuditAction.of(OperationKind.IMAGE_IMPORT));
        changes.put("ImageService.importUrl(String, URI)", AuditAction.of(OperationKind.IMAGE_IMPORT));
        changes.put("ImageService.delete(ImageId)", AuditAction.of(OperationKind.IMAGE_DELETE));
        changes.put("FlavorService.create(Flavor)", AuditAction.FLAVOR_CREATE);
        changes.put("FlavorService.delete(String)", AuditAction.FLAVOR_DELETE);
        changes.put("ImageService.publish(ImageId)", AuditAction.IMAGE_PUBLISH);
        changes.put("ImageService.unpublish(ImageId)", AuditAction.IMAGE_UNPUBLISH);
        changes.put("FlavorService.publish(String)", AuditAction.FLAVOR_PUBLISH);
        changes.put("FlavorService.unpublish(String)", AuditAction.FLAVOR_UNPUBLISH);
        changes.put("QuotaService.set(Quota)", AuditAction.QUOTA_SET);
        changes.put("QuotaService.recount()", AuditAction.QUOTA_RECOUNT);
        changes.put("KeyPairService.importKey(String, KeyPair)", AuditAction.KEY_PAIR_IMPORT);
        changes.put("KeyPairService.generate(String)", AuditAction.KEY_PAIR_GENERATE);
        changes.put("KeyPairService.delete(String)", AuditAction.KEY_PAIR_DELETE);
        changes.put("OperationService.retry(OperationId)", AuditAction.OPERATION_RETRY);
        changes.put("OperationService.abandon(OperationId)", AuditAction.OPERATION_ABANDON);
        changes.put("Operation.cancel()", AuditAction.OPERATION_CANCEL);
        return changes;
    }

    private static void addMachines(Map<String, AuditAction> changes) {
        Map<String, OperationKind> kinds = Map.of(
                "create(VmSpec)", OperationKind.VM_CREATE,
                "start(VmId)", OperationKind.VM_START,
                "stop(VmId)", OperationKind.VM_STOP,
                "stop(VmId, Duration, boolean)", OperationKind.VM_STOP,
                "forceStop(VmId)", OperationKind.VM_FORCE_STOP,
                "reboot(VmId)", OperationKind.VM_REBOOT,
                "reset(VmId)", OperationKind.VM_RESET,
                "pause(VmId)", OperationKind.VM_PAUSE,
                "resume(VmId)", OperationKind.VM_RESUME,
                "rename(VmId, String)", OperationKind.VM_RENAME);
        kinds.forEach((method, kind) -> changes.put("ComputeService." + method, AuditAction.of(kind)));
        changes.put("ComputeService.checkpoint(VmId)", AuditAction.of(OperationKind.VM_CHECKPOINT));
        changes.put("ComputeService.revert(VmId)", AuditAction.of(OperationKind.VM_REVERT));
        changes.put("ComputeService.delete(VmId)", AuditAction.of(OperationKind.VM_DELETE));
        changes.put("ComputeService.renew(VmId, Duration)", AuditAction.VM_RENEW);
        changes.put("ComputeService.keep(VmId)", AuditAction.VM_KEEP);
        changes.put("ComputeService.execute(VmId, GuestCommand)", AuditAction.VM_EXECUTE);
        changes.put("ComputeService.execute(VmId, GuestCommand, Duration)", AuditAction.VM_EXECUTE);
        changes.put("ComputeService.reach(VmId, int)", AuditAction.VM_REACH);
        changes.put("ComputeService.openConsole(VmId)", AuditAction.VM_CONSOLE);
        changes.put("ComputeService.openConsole(VmId, boolean)", AuditAction.VM_CONSOLE);
        changes.put("ComputeService.setLabels(VmId, Map)", AuditAction.VM_LABEL);
        changes.put("ComputeService.setDescription(VmId, String)", AuditAction.VM_DESCRIBE);
    }

    private static void addIdentity(Map<String, AuditAction> changes) {
        changes.put("MemberService.assign(UserId, Role)", AuditAction.ROLE_ASSIGN);
        changes.put("MemberService.revoke(UserId)", AuditAction.ROLE_REVOKE);
        changes.put("IdentityService.createFirstAdministrator(String, Password)", AuditAction.ADMINISTRATOR_CREATE);
        changes.put("UserService.create(String, Password)", AuditAction.USER_CREATE);
        changes.put("UserService.createAdministrator(String, Password)", AuditAction.ADMINISTRATOR_CREATE);
        changes.put("UserService.enable(UserId)", AuditAction.USER_ENABLE);
        changes.put("UserService.disable(UserId)", AuditAction.USER_DISABLE);
        changes.put("UserService.setPassword(UserId, Password)", AuditAction.PASSWORD_SET);
        changes.put("UserService.delete(UserId)", AuditAction.USER_DELETE);
        changes.put("ProjectService.create(String)", AuditAction.PROJECT_CREATE);
        changes.put("ProjectService.delete(ProjectId)", AuditAction.PROJECT_DELETE);
        changes.put("CascadeService.deleteProject(ProjectId)", AuditAction.PROJECT_DELETE);
        changes.put("AuthenticationService.authenticate(String, Password, ProjectId)", AuditAction.TOKEN_ISSUE);
        changes.put("AuthenticationService.revoke(Token)", AuditAction.TOKEN_REVOKE);
        changes.put("AuthenticationService.revokeAll(UserId)", AuditAction.TOKENS_REVOKE);
        changes.put("AuthenticationService.changePassword(String, Password, Password)", AuditAction.PASSWORD_CHANGE);
    }
}
