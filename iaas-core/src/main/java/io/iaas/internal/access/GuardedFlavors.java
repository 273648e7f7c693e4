package io.iaas.internal.access;

import io.iaas.compute.Flavor;
import io.iaas.compute.FlavorService;
import java.util.List;
import java.util.Optional;

/** The flavors of a view. */
final class GuardedFlavors implements FlavorService {
    private final FlavorService flavors;
    private final Guard guard;

    GuardedFlavors(FlavorService flavors, Guard guard) {
        this.flavors = flavors;
        this.guard = guard;
    }

    @Override
    public Flavor create(Flavor flavor) {
        guard.require(Permission.CHANGE);
        return flavors.create(flavor);
    }

    @Override
    public Optional<Flavor> find(String name) {
        guard.require(Permission.READ);
        return flavors.find(name);
    }

    @Override
    public Flavor get(String name) {
        guard.require(Permission.READ);
        return flavors.get(name);
    }

    @Override
    public List<Flavor> list() {
        guard.require(Permission.READ);
        return flavors.list();
    }

    @Override
    public void delete(String name) {
        guard.require(Permission.CHANGE);
        flavors.delete(name);
    }

    @Override
    public List<Flavor> listPublic() {
        guard.require(Permission.READ);
        return flavors.listPublic();
    }

    @Override
    public Flavor publish(String name) {
        guard.require(Permission.ADMINISTER);
        return flavors.publish(name);
    }

    @Override
    public Flavor unpublish(String name) {
        guard.require(Permission.ADMINISTER);
        return flavors.unpublish(name);
    }
}
