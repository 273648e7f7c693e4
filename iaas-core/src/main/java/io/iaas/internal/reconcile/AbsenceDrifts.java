package io.iaas.internal.reconcile;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.reconcile.Drift;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What the records speak of and a host, or a worker, has not. */
final class AbsenceDrifts {
    /** What a machine cannot be started without. */
    private static final Set<ResourceKey.Kind> NEEDED = EnumSet.of(ResourceKey.Kind.DISK, ResourceKey.Kind.SEED);

    private final Survey survey;

    private AbsenceDrifts(Survey survey) {
        this.survey = survey;
    }

    static Stream<Drift> of(Survey survey) {
        AbsenceDrifts drifts = new AbsenceDrifts(survey);
        return Stream.concat(
                survey.records().vms().values().stream()
                        .filter(vm -> vm.host().filter(survey.host()::equals).isPresent())
                        .filter(vm -> !survey.busy(vm.id().value()))
                        .flatMap(vm -> drifts.ofMachine(vm).stream()),
                survey.records().lines().values().stream()
                        .filter(line -> line.state() != LedgerEntry.State.ABSENT && !survey.busy(line.ownerId()))
                        .flatMap(line -> drifts.ofLine(line).stream()));
    }

    private Optional<Drift> ofMachine(Vm vm) {
        UUID id = vm.id().value();
        if (vm.state() == VmState.CREATING || vm.state() == VmState.DELETING) {
            return Optional.of(drift(
                    Drift.Kind.STATE_DRIFT, vm, "an operation that nobody works on any more", Drift.Cure.OPERATOR));
        }
        if (!vm.state().observable() || survey.domainOf(id).isPresent()) {
            return Optional.empty();
        }
        DomainRef ref = survey.names().domain(vm.id());
        if (survey.inventory().domain(id).isPresent()
                || survey.inventory().names().contains(ref.name())) {
            return Optional.of(drift(
                    Drift.Kind.MISSING_DOMAIN,
                    vm,
                    "a domain that is not ours has its name or its UUID",
                    Drift.Cure.OPERATOR));
        }
        if (survey.offIsGone()) {
            boolean off = vm.state() == VmState.STOPPED || vm.state() == VmState.CRASHED;
            return off
                    ? Optional.empty()
                    : Optional.of(drift(Drift.Kind.STATE_DRIFT, vm, "no domain: it is off", Drift.Cure.REPAIR));
        }
        List<String> gone = survey.records().lines().values().stream()
                .filter(line -> line.ownerId().equals(id)
                        && NEEDED.contains(line.resource().kind())
                        && line.state() != LedgerEntry.State.ABSENT
                        && !survey.sees(line))
                .map(line -> line.resource().key())
                .sorted()
                .toList();
        return Optional.of(
                gone.isEmpty()
                        ? drift(Drift.Kind.MISSING_DOMAIN, vm, "no domain; its disks are there", Drift.Cure.REPAIR)
                        : drift(
                                Drift.Kind.MISSING_DOMAIN,
                                vm,
                                "no domain, nor " + String.join(", ", gone),
                                Drift.Cure.OPERATOR));
    }

    private Drift drift(Drift.Kind kind, Vm vm, String found, Drift.Cure cure) {
        return survey.drift(
                kind,
                Survey.resource(
                        ResourceKey.Kind.DOMAIN, survey.names().domain(vm.id()).name()),
                Optional.of(vm.id().value()),
                DomainDrifts.said(vm),
                found,
                cure);
    }

    private Optional<Drift> ofLine(LedgerEntry line) {
        ResourceKey.Kind kind = line.resource().kind();
        boolean needed = survey.records().needs(kind, line.ownerId());
        // The domain that a machine misses is told of with the machine.
        if (survey.sees(line) || (needed && kind == ResourceKey.Kind.DOMAIN)) {
            return Optional.empty();
        }
        return Optional.of(survey.drift(
                needed ? Drift.Kind.MISSING_VOLUME : Drift.Kind.LEDGER_DRIFT,
                Survey.resource(kind, line.resource().key()),
                Optional.of(line.ownerId()),
                "the ledger says " + line.state(),
                "nothing",
                needed ? Drift.Cure.OPERATOR : Drift.Cure.REPAIR));
    }
}
