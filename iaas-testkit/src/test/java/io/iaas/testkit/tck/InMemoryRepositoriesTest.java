package io.iaas.testkit.tck;

import java.util.function.UnaryOperator;

final class InMemoryRepositoriesTest extends RepositoriesContract {
    @Override
    protected RepositoriesFixture newFixture() {
        return new InMemoryFixture(UnaryOperator.identity());
    }
}
