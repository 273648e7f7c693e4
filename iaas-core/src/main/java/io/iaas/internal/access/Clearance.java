package io.iaas.internal.access;

import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationTarget;
import java.util.Optional;

/** How much a caller gets to see of what failed. */
enum Clearance {
    /** What may be shown to tenants. */
    TENANT,
    /** What hosts and drivers said, too. */
    OPERATOR;

    /** Whether to show what happens to something: projects come and go for who administers the installation. */
    boolean sees(OperationTarget target) {
        return this == OPERATOR || !target.kind().equals(OperationTarget.PROJECT);
    }

    OperationInfo shown(OperationInfo info) {
        if (this == OPERATOR) {
            return info;
        }
        return new OperationInfo(
                info.id(),
                info.projectId(),
                info.kind(),
                info.target(),
                info.progress(),
                info.failure().map(Clearance::forTenants),
                info.idempotencyKey(),
                info.createdAt(),
                info.deadline(),
                info.cancelRequestedAt(),
                info.finishedAt());
    }

    /** Returns the error to throw in place of one that an operation ended with. */
    OperationFailedException shown(OperationFailedException failed) {
        if (this == OPERATOR) {
            return failed;
        }
        OperationInfo info = shown(failed.operation());
        return new OperationFailedException(info, info.failure().orElseThrow());
    }

    private static FailureEvidence forTenants(FailureEvidence evidence) {
        return new FailureEvidence(
                evidence.code(),
                evidence.message(),
                evidence.step(),
                evidence.undone(),
                evidence.notUndone(),
                Optional.empty(),
                Optional.empty(),
                evidence.consoleTail());
    }
}
