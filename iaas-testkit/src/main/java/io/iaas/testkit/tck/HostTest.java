package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.hypervisor.UnsupportedCapabilityException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a host of its own, which it leaves as it found it. */
abstract class HostTest {
    @SuppressWarnings("NullAway.Init")
    private HypervisorFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Workbench workbench;

    /** Returns a fixture for one test. */
    protected abstract HypervisorFixture newFixture();

    @BeforeEach
    final void takeHost() {
        fixture = newFixture();
        workbench = new Workbench(fixture);
    }

    @AfterEach
    final void leaveHost() {
        try (HypervisorFixture closing = fixture) {
            assertThat(closing).isNotNull();
            workbench.clear();
        }
    }

    final HypervisorFixture fixture() {
        return fixture;
    }

    final Workbench workbench() {
        return workbench;
    }

    final Hypervisor hypervisor() {
        return fixture.hypervisor();
    }

    final boolean can(Capability capability) {
        return hypervisor().capabilities().contains(capability);
    }

    final DomainState stateOf(DomainRef ref) {
        return hypervisor().domains().find(ref).orElseThrow().state();
    }

    /** Asserts that a domain that has run is off: there, or gone where guests are ephemeral. */
    final void assertOff(DomainRef ref) {
        assertThat(hypervisor().domains().find(ref).map(ObservedDomain::state))
                .isEqualTo(can(Capability.EPHEMERAL) ? Optional.empty() : Optional.of(DomainState.OFF));
    }

    final boolean isOff(DomainRef ref) {
        return hypervisor()
                .domains()
                .find(ref)
                .map(ObservedDomain::state)
                .map(DomainState.OFF::equals)
                .orElse(can(Capability.EPHEMERAL));
    }

    final void waitUntil(String what, BooleanSupplier condition) {
        long patience = fixture.patience().toNanos();
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > patience) {
                throw new AssertionError("not within " + fixture.patience() + ": " + what);
            }
            fixture.pause();
        }
    }

    static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    static void assertUnsupported(Capability capability, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UnsupportedCapabilityException.class,
                        e -> assertThat(e.capability()).isEqualTo(capability));
    }
}
