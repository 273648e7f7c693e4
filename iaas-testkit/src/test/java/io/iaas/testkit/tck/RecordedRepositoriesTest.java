package io.iaas.testkit.tck;

import io.iaas.internal.event.RecordedRepositories;

/** A database that writes events with its changes keeps the whole contract beside. */
final class RecordedRepositoriesTest extends RepositoriesContract {
    @Override
    protected RepositoriesFixture newFixture() {
        return new InMemoryFixture(repositories -> new RecordedRepositories(repositories, () -> {}));
    }
}
