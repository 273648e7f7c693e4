package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.compute.Flavor;
import io.iaas.compute.FlavorService;
import io.iaas.internal.audit.Deed;
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
        return guard.act(
                Permission.CHANGE,
                Deed.change(AuditAction.FLAVOR_CREATE, AuditResource.named("flavor", flavor.name())),
                () -> flavors.create(flavor));
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
        guard.act(
                Permission.CHANGE,
                Deed.change(AuditAction.FLAVOR_DELETE, AuditResource.named("flavor", name)),
                () -> flavors.delete(name));
    }

    @Override
    public List<Flavor> listPublic() {
        guard.require(Permission.READ);
        return flavors.listPublic();
    }

    @Override
    public Flavor publish(String name) {
        return guard.act(
                Permission.ADMINISTER,
                Deed.change(AuditAction.FLAVOR_PUBLISH, AuditResource.named("flavor", name)),
                () -> flavors.publish(name));
    }

    @Override
    public Flavor unpublish(String name) {
        return guard.act(
                Permission.ADMINISTER,
                Deed.change(AuditAction.FLAVOR_UNPUBLISH, AuditResource.named("flavor", name)),
                () -> flavors.unpublish(name));
    }
}
