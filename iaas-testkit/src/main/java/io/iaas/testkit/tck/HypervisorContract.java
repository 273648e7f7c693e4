package io.iaas.testkit.tck;

import org.junit.jupiter.api.Nested;

/**
 * Everything that a driver must keep. A provider extends this, returns a fixture of its own and has all contracts run:
 *
 * <pre>{@code
 * class MyHypervisorTest extends HypervisorContract {
 *     @Override
 *     protected HypervisorFixture newFixture() {
 *         return new MyFixture();
 *     }
 * }
 * }</pre>
 */
public abstract class HypervisorContract {
    /** For subclasses. */
    protected HypervisorContract() {}

    /** Returns a fixture for one test, which closes it. */
    protected abstract HypervisorFixture newFixture();

    @Nested
    final class OfTheHost extends HostContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfDomains extends DomainsContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfForeignDomains extends ForeignDomainsContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfPower extends DomainPowerContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfEphemeralGuests extends EphemeralContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfCheckpoints extends CheckpointsContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfVolumes extends VolumesContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfVolumeContent extends VolumeContentContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfConsoles extends ConsolesContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfSerialConsoles extends SerialConsolesContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfNetworks extends NetworksContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfEvents extends DomainEventsContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfAgents extends GuestAgentsContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfMetrics extends MetricsContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }

    @Nested
    final class OfEvidence extends EvidenceContract {
        @Override
        protected HypervisorFixture newFixture() {
            return HypervisorContract.this.newFixture();
        }
    }
}
