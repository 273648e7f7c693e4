package io.iaas;

import io.iaas.identity.IdentityService;
import io.iaas.identity.IssuedToken;
import io.iaas.identity.Password;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.User;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import java.time.Duration;

/** An instance with an administrator, whose database lives on virtual time. */
final class Realm implements AutoCloseable {
    static final Password SECRET = new Password("correct horse battery");
    static final Password WRONG = new Password("incorrect horse battery");
    static final Duration LIFETIME = Duration.ofMinutes(30);

    final VirtualTime time = VirtualTime.create();
    final InMemoryRepositories repositories = InMemoryRepositories.create(time);
    final Iaas iaas = instance();
    final User boss = identity().createFirstAdministrator("boss", SECRET);
    final Project shop = identity().projects().create("shop");

    /** Returns another instance on the same database. */
    Iaas instance() {
        return Iaas.builder()
                .repositories(new Shared(repositories))
                .hypervisor(SimulatedHypervisor.create())
                .workers(0)
                .followHosts(false)
                .tokenLifetime(LIFETIME)
                .build();
    }

    IdentityService identity() {
        return iaas.identity();
    }

    /** Creates a user with a role in the shop. */
    User member(String name, Role role) {
        User user = identity().users().create(name, SECRET);
        identity().members(shop.id()).assign(user.id(), role);
        return user;
    }

    IssuedToken logIn(String name) {
        return logIn(name, shop.id());
    }

    IssuedToken logIn(String name, ProjectId project) {
        return identity().authentication().authenticate(name, SECRET, project);
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    @Override
    public void close() {
        iaas.close();
        repositories.close();
    }
}
