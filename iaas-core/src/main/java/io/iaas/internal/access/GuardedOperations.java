package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.error.NotFoundException;
import io.iaas.internal.audit.Deed;
import io.iaas.operation.JournalStep;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationService;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** The operations of a view. Blocked ones are for operators, as what blocks them is on their hosts. */
final class GuardedOperations implements OperationService {
    private final OperationService operations;
    private final Guard guard;

    GuardedOperations(OperationService operations, Guard guard) {
        this.operations = operations;
        this.guard = guard;
    }

    @Override
    public Optional<Operation<?>> find(OperationId id) {
        Clearance clearance = guard.require(Permission.READ);
        return operations
                .find(id)
                .filter(operation -> clearance.sees(operation.info().target()))
                .map(this::guarded);
    }

    @Override
    public Operation<?> get(OperationId id) {
        return find(id).orElseThrow(() -> new NotFoundException("operation", id));
    }

    @Override
    public Page<OperationInfo> list(OperationQuery query, PageRequest page) {
        Clearance clearance = guard.require(Permission.READ);
        Page<OperationInfo> found = operations.list(query, page);
        List<OperationInfo> seen = found.items().stream()
                .filter(info -> clearance.sees(info.target()))
                .map(clearance::shown)
                .toList();
        return new Page<>(seen, found.next());
    }

    @Override
    public Operation<?> retry(OperationId id) {
        return guard.act(
                Permission.OPERATE,
                Deed.intervention(AuditAction.OPERATION_RETRY, id),
                () -> guarded(operations.retry(id)));
    }

    @Override
    public OperationInfo abandon(OperationId id) {
        return guard.act(
                Permission.OPERATE, Deed.intervention(AuditAction.OPERATION_ABANDON, id), () -> operations.abandon(id));
    }

    @Override
    public List<JournalStep> journal(OperationId id) {
        get(id);
        return operations.journal(id);
    }

    private <T> Operation<T> guarded(Operation<T> operation) {
        return Clearance.TENANT.sees(operation.info().target())
                ? new GuardedOperation<>(operation, guard)
                : GuardedOperation.ofTheInstallation(operation, guard);
    }
}
