package io.iaas.internal.reconcile;

import io.iaas.compute.Vm;
import io.iaas.internal.compute.LiveState;
import io.iaas.reconcile.Drift;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.hypervisor.OwnerTag;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What differs about the domains that a host has. */
final class DomainDrifts {
    private final Survey survey;
    private final ObservedDomain domain;

    private DomainDrifts(Survey survey, ObservedDomain domain) {
        this.survey = survey;
        this.domain = domain;
    }

    static Stream<Drift> of(Survey survey) {
        return survey.inventory().domains().values().stream()
                .filter(domain -> seemsOurs(survey, domain) && !survey.busy(domain.uuid()))
                .flatMap(domain -> new DomainDrifts(survey, domain).drifts().stream());
    }

    private static boolean seemsOurs(Survey survey, ObservedDomain domain) {
        boolean marked = domain.owner()
                .map(OwnerTag::installation)
                .filter(survey.names().installation()::equals)
                .isPresent();
        return marked || survey.names().covers(domain.name());
    }

    private List<Drift> drifts() {
        if (!survey.isOurs(domain)) {
            return List.of(drift(Drift.Kind.UNKNOWN, "nothing of this name and mark", unproven(), Drift.Cure.OPERATOR));
        }
        return survey.records()
                .vm(domain.uuid())
                .map(this::recorded)
                .orElseGet(() -> List.of(drift(Drift.Kind.GHOST_DOMAIN, "no such machine", state(), Drift.Cure.REAP)));
    }

    private String unproven() {
        String lacks = survey.isMeant(domain)
                ? "the ledger has no line of it"
                : "its name, UUID and mark do not belong together";
        return state() + "; " + lacks;
    }

    private List<Drift> recorded(Vm vm) {
        List<Drift> drifts = new ArrayList<>();
        survey.line(ResourceKey.Kind.DOMAIN, domain.name())
                .map(LedgerEntry::state)
                .filter(state -> state != LedgerEntry.State.PRESENT)
                .ifPresent(state -> drifts.add(
                        drift(Drift.Kind.LEDGER_DRIFT, "the ledger says " + state, state(), Drift.Cure.REPAIR)));
        if (vm.state().observable()) {
            if (LiveState.of(domain.state()) != vm.state()) {
                drifts.add(drift(Drift.Kind.STATE_DRIFT, said(vm), state(), Drift.Cure.REPAIR));
            }
            if (survey.records().late().contains(domain.uuid())) {
                String found = domain.owner()
                        .map(tag -> "operation " + tag.operationId() + " under claim " + tag.epoch())
                        .orElse("no mark");
                drifts.add(drift(Drift.Kind.STALE_EPOCH, "a claim that the journal knows", found, Drift.Cure.REPAIR));
            }
        }
        return drifts;
    }

    static String said(Vm vm) {
        return "VM '" + vm.name() + "' is " + vm.state();
    }

    private String state() {
        return "the domain is " + domain.state();
    }

    private Drift drift(Drift.Kind kind, String expected, String found, Drift.Cure cure) {
        return survey.drift(
                kind,
                Survey.resource(ResourceKey.Kind.DOMAIN, domain.name()),
                survey.isMeant(domain) ? Optional.of(domain.uuid()) : Optional.empty(),
                expected,
                found,
                cure);
    }
}
