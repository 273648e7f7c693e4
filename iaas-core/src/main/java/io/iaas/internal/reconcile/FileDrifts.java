package io.iaas.internal.reconcile;

import io.iaas.reconcile.Drift;
import io.iaas.spi.repository.LedgerEntry;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What differs about the volumes and console logs that a host has. */
final class FileDrifts {
    private FileDrifts() {}

    static Stream<Drift> of(Survey survey) {
        return survey.inventory().files().stream()
                .filter(survey.names()::covers)
                .flatMap(name -> OwnFile.of(survey.names(), name)
                        .map(file -> survey.busy(file.ownerId()) ? Optional.<Drift>empty() : of(survey, name, file))
                        .orElseGet(() -> Optional.of(unknown(
                                survey,
                                new Drift.Resource(Drift.ResourceType.VOLUME, name),
                                Optional.empty(),
                                "a name that this version gives to nothing")))
                        .stream());
    }

    private static Optional<Drift> of(Survey survey, String name, OwnFile file) {
        Drift.Resource resource = Survey.resource(file.kind(), name);
        Optional<LedgerEntry> line = survey.line(file.kind(), name);
        if (line.isEmpty()) {
            return Optional.of(
                    unknown(survey, resource, Optional.of(file.ownerId()), "a file; the ledger has no line of it"));
        }
        LedgerEntry.State state = line.get().state();
        if (!survey.records().wanted(file.kind(), file.ownerId())) {
            return Optional.of(survey.drift(
                    Drift.Kind.ORPHAN_VOLUME,
                    resource,
                    Optional.of(file.ownerId()),
                    "no such machine or image",
                    "a file; the ledger says " + state,
                    Drift.Cure.REAP));
        }
        return state == LedgerEntry.State.PRESENT
                ? Optional.empty()
                : Optional.of(survey.drift(
                        Drift.Kind.LEDGER_DRIFT,
                        resource,
                        Optional.of(file.ownerId()),
                        "the ledger says " + state,
                        "a file",
                        Drift.Cure.REPAIR));
    }

    private static Drift unknown(Survey survey, Drift.Resource resource, Optional<UUID> owner, String found) {
        return survey.drift(Drift.Kind.UNKNOWN, resource, owner, "nothing of this name", found, Drift.Cure.OPERATOR);
    }
}
