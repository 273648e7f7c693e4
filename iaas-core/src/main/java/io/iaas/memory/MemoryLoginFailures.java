package io.iaas.memory;

import io.iaas.spi.repository.LoginFailureRepository;
import io.iaas.spi.repository.LoginFailures;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class MemoryLoginFailures implements LoginFailureRepository {
    private static final Comparator<LoginFailures> WORST_FIRST = Comparator.comparingInt(LoginFailures::count)
            .thenComparing(LoginFailures::lastAt)
            .reversed();

    private final MemorySession session;

    MemoryLoginFailures(MemorySession session) {
        this.session = session;
    }

    @Override
    public Optional<LoginFailures> find(String key) {
        return session.tables().identity.loginFailures.get(key);
    }

    @Override
    public void put(LoginFailures failures) {
        IdentityTables tables = session.changing().identity;
        tables.loginFailures = tables.loginFailures.put(failures.key(), failures);
    }

    @Override
    public boolean delete(String key) {
        IdentityTables tables = session.changing().identity;
        boolean there = tables.loginFailures.contains(key);
        tables.loginFailures = tables.loginFailures.remove(key);
        return there;
    }

    @Override
    public void trim(Instant before, int most) {
        List<LoginFailures> all = IdentityTables.rows(session.changing().identity.loginFailures, "");
        Stream<LoginFailures> old =
                all.stream().filter(failures -> failures.lastAt().isBefore(before));
        Stream<LoginFailures> tooMany = all.stream()
                .filter(failures -> !failures.lastAt().isBefore(before))
                .sorted(WORST_FIRST)
                .skip(most);
        Stream.concat(old, tooMany).map(LoginFailures::key).forEach(this::delete);
    }
}
