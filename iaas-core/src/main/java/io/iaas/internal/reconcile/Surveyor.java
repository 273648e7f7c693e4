package io.iaas.internal.reconcile;

import io.iaas.internal.compute.EphemeralGuests;
import io.iaas.internal.engine.Environment;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Looks at the host, then reads the records. */
final class Surveyor {
    private final Environment environment;
    private final RecordReader reader;

    Surveyor(Environment environment) {
        this.environment = environment;
        this.reader = new RecordReader(environment.hypervisor(), environment.names());
    }

    /** Looks at everything. */
    Survey whole() {
        Instant since = environment.repositories().read(RepositorySession::now);
        Inventory inventory = Inventory.whole(environment.hypervisor());
        return survey(
                since, inventory, environment.repositories().read(session -> reader.whole(session, since, inventory)));
    }

    /** Looks at what concerns one machine or image. */
    Survey around(UUID owner) {
        record Beginning(Instant since, List<ResourceKey> files) {}
        Hypervisor hypervisor = environment.hypervisor();
        Beginning begin = environment
                .repositories()
                .read(session -> new Beginning(
                        session.now(),
                        session.ledger().ownedBy(owner).stream()
                                .filter(reader::visible)
                                .map(line -> line.resource())
                                .filter(resource -> resource.kind() != ResourceKey.Kind.DOMAIN)
                                .toList()));
        Inventory inventory = Inventory.around(hypervisor, environment.names(), owner, begin.files());
        return survey(
                begin.since(),
                inventory,
                environment.repositories().read(session -> reader.of(session, begin.since(), inventory, owner)));
    }

    private Survey survey(Instant since, Inventory inventory, Records records) {
        Hypervisor hypervisor = environment.hypervisor();
        return new Survey(
                hypervisor.hostId(), environment.names(), since, inventory, records, EphemeralGuests.on(hypervisor));
    }
}
