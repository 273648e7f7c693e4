package io.iaas.testkit.tck;

import org.junit.jupiter.api.Nested;

/**
 * Everything that a database must keep. A provider extends this, returns a fixture of its own and has all contracts
 * run:
 *
 * <pre>{@code
 * class MyRepositoriesTest extends RepositoriesContract {
 *     @Override
 *     protected RepositoriesFixture newFixture() {
 *         return new MyFixture();
 *     }
 * }
 * }</pre>
 */
public abstract class RepositoriesContract {
    /** For subclasses. */
    protected RepositoriesContract() {}

    /** Returns a new, empty database for one test, which closes it. */
    protected abstract RepositoriesFixture newFixture();

    @Nested
    final class OfTransactions extends TransactionContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfDurability extends DurabilityContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfProjects extends ProjectRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfProjectDeletion extends ProjectDeletionContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfQuotas extends QuotaRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfUsers extends UserRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfMemberships extends MembershipRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfTokens extends TokenRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfLoginFailures extends LoginFailureRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfFlavors extends FlavorRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfImages extends ImageRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfVms extends VmRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfVmLists extends VmListContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfVmLeases extends VmLeaseContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfOperations extends OperationRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfOperationStates extends OperationStateContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfOperationClaims extends OperationClaimContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfOperationLeases extends OperationLeaseContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfSteps extends StepRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfLedger extends LedgerRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfEvents extends EventRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfKeyPairs extends KeyPairRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfAudit extends AuditRepositoryContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }

    @Nested
    final class OfWords extends HostileTextContract {
        @Override
        protected RepositoriesFixture newFixture() {
            return RepositoriesContract.this.newFixture();
        }
    }
}
