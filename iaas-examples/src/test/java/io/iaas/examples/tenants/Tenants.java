package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.IdentityCalls.PASSWORD;
import static io.iaas.examples.tenants.ResourceCalls.PATIENCE;

import io.iaas.Iaas;
import io.iaas.ProjectView;
import io.iaas.compute.Flavor;
import io.iaas.compute.Freshness;
import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.event.Event;
import io.iaas.identity.KeyPair;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.StoredKeyPair;
import io.iaas.identity.Token;
import io.iaas.identity.User;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Repositories;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;

/** Two tenants who have the same kinds of things, and an administrator of the installation. */
final class Tenants implements AutoCloseable {
    private static final PageRequest PAGE = PageRequest.first(1000);

    final Repositories repositories;
    final Iaas iaas;
    final Target alpha;
    final Target beta;

    Tenants(Repositories repositories) {
        this.repositories = repositories;
        this.iaas = Iaas.builder()
                .repositories(repositories)
                .hypervisor(SimulatedHypervisor.create())
                .followHosts(false)
                .build();
        iaas.identity().createFirstAdministrator("boss", PASSWORD);
        this.alpha = furnished("alpha");
        this.beta = furnished("beta");
    }

    private Target furnished(String word) {
        Project project = iaas.identity().projects().create(word);
        ProjectView view = iaas.project(project.id());
        User user = iaas.identity().users().create("user-of-" + word, PASSWORD);
        view.members().assign(user.id(), Role.READER);
        for (String name : List.of(word, "second-" + word)) {
            view.flavors().create(new Flavor(name, 1, 128, 0));
            view.images()
                    .importImage(ImageSpec.disk(name, new ByteArrayInputStream(new byte[4096])))
                    .await(PATIENCE);
        }
        String key = "key-of-" + word;
        Operation<Vm> create = view.compute()
                .with(SubmitOptions.none().withIdempotencyKey(key))
                .create(VmSpec.named(word)
                        .image(word)
                        .flavor(word)
                        .labels(Map.of("of", word))
                        .build());
        Vm vm = create.await(PATIENCE);
        Image image = view.images().get(word);
        StoredKeyPair pair = view.keyPairs()
                .importKey(word, KeyPair.generate(KeyPairCalls.FURNISHED).publicKey());
        return new Target(
                project.id(),
                vm.id(),
                image.id(),
                create.id(),
                user.id(),
                word,
                "second-" + word,
                key,
                pair.fingerprint());
    }

    /** Returns a token of the administrator of the installation for a project. */
    Token operator(ProjectId project) {
        return iaas.identity()
                .authentication()
                .authenticate("boss", PASSWORD, project)
                .token();
    }

    /** Returns a token of a new member of a project. */
    Token member(ProjectId project, Role role) {
        User user = iaas.identity().users().create("a-" + role, PASSWORD);
        iaas.identity().members(project).assign(user.id(), role);
        return iaas.identity()
                .authentication()
                .authenticate(user.name(), PASSWORD, project)
                .token();
    }

    /** Returns all that is recorded of a project, its history included, in words. */
    List<String> recorded(ProjectId project) {
        ProjectView view = iaas.project(project);
        List<Event> events = view.events().list(0, 1000);
        return List.of(
                view.compute().list(VmQuery.all(), PAGE, Freshness.RECORDED).toString(),
                view.images().list(PAGE).toString(),
                view.flavors().list().toString(),
                view.keyPairs().list(PAGE).toString(),
                view.operations().list(OperationQuery.all(), PAGE).toString(),
                view.members().list(PAGE).toString(),
                events.toString());
    }

    @Override
    public void close() {
        iaas.close();
    }
}
