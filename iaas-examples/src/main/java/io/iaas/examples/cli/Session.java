package io.iaas.examples.cli;

import io.iaas.Iaas;
import io.iaas.ProjectView;
import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.IdentityService;
import io.iaas.identity.Project;
import io.iaas.identity.Token;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.name.ResourceName;
import io.iaas.operation.Operation;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Repositories;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The library, opened for one command. */
final class Session implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Iaas iaas;
    private final Place place;
    private final Output output;

    private Session(Iaas iaas, Place place, Output output) {
        this.iaas = iaas;
        this.place = place;
        this.output = output;
    }

    static Session open(Place place, Output output, int workers, boolean follow) {
        if (place.inMemory()) {
            output.note("note: without --db the simulated host and its records end with this command");
        }
        Repositories repositories = place.openRepositories();
        Iaas iaas = Iaas.builder()
                .repositories(repositories)
                .hypervisor(place.openHost())
                .workers(workers)
                .followHosts(follow)
                .closeTimeout(CLOSE_TIMEOUT)
                .build();
        return new Session(iaas, place, output);
    }

    Iaas iaas() {
        return iaas;
    }

    /** Returns the project to work in, for whoever is logged in, or for whoever may open the database. */
    ProjectView view() {
        return token().map(this::loggedIn)
                .orElseGet(() -> iaas.project(place.project()
                        .map(name -> iaas.identity().projects().get(name).id())
                        .orElse(Project.DEFAULT)));
    }

    private ProjectView loggedIn(Token token) {
        ProjectView view = iaas.login(token);
        String opened = view.caller().orElseThrow().project().name();
        if (!place.project().orElse(opened).equals(opened)) {
            throw new InvalidInputException("you are logged in to project '" + opened + "'; log in to project '"
                    + place.project().get() + "' to work there");
        }
        return view;
    }

    /** Returns who may do what, for an administrator, or for whoever may open the database. */
    IdentityService identity() {
        return token().isPresent() ? view().identity() : iaas.identity();
    }

    /** Returns the library, for an administrator, or for whoever may open the database. */
    Iaas operated() {
        identity();
        return iaas;
    }

    private Optional<Token> token() {
        return place.inMemory() ? Optional.empty() : place.token().read();
    }

    Place place() {
        return place;
    }

    Output output() {
        return output;
    }

    /** Waits for an operation with a progress bar. Ctrl-C leaves the operation to a later command. */
    <T> T await(Operation<T> operation) {
        Thread interrupted = new Thread(() -> handOver(operation), "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try (ProgressDisplay display = ProgressDisplay.of(operation.info())) {
            operation.onProgress(display::show);
            return operation.await();
        } finally {
            forget(interrupted);
        }
    }

    /** Waits for an end that may never come. Ctrl-C closes the library. */
    <T> T untilInterrupted(CompletableFuture<T> end) {
        Thread interrupted = new Thread(iaas::close, "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return end.join();
        } finally {
            forget(interrupted);
        }
    }

    private void handOver(Operation<?> operation) {
        output.note(
                "interrupted; operation " + operation.id() + " goes on with: iaas operation wait " + operation.id());
        iaas.close();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is on its way out, and the hook at work.
            return;
        }
    }

    /** Returns the machine of this name or id. */
    Vm vm(String nameOrId) {
        ResourceName.check("VM", nameOrId);
        ComputeService compute = view().compute();
        return compute.find(nameOrId)
                .or(() -> uuid(nameOrId).map(id -> compute.get(new VmId(id))))
                .orElseThrow(() -> new NotFoundException("VM", nameOrId));
    }

    /** Returns the id of the machine of this name, or the id itself: of a machine that is gone there may be operations. */
    VmId vmId(String nameOrId) {
        ResourceName.check("VM", nameOrId);
        return view().compute()
                .find(nameOrId)
                .map(Vm::id)
                .or(() -> uuid(nameOrId).map(VmId::new))
                .orElseThrow(() -> new NotFoundException("VM", nameOrId));
    }

    /** Returns the image of this name or id. */
    Image image(String nameOrId) {
        return view().images().get(imageId(nameOrId));
    }

    /** Returns the id of the image of this name, or the id itself. See {@link #vmId}. */
    ImageId imageId(String nameOrId) {
        ResourceName.check("image", nameOrId);
        return view().images()
                .find(nameOrId)
                .map(Image::id)
                .or(() -> uuid(nameOrId).map(ImageId::new))
                .orElseThrow(() -> new NotFoundException("image", nameOrId));
    }

    /** Reads a list to its end and maps each item. */
    static <T, V> List<V> all(Function<PageRequest, Page<T>> list, Function<T, V> view) {
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        Page<T> page = list.apply(request);
        List<T> all = new ArrayList<>(page.items());
        while (page.next().isPresent()) {
            page = list.apply(request.after(page.next().get()));
            all.addAll(page.items());
        }
        return all.stream().map(view).toList();
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        iaas.close();
    }
}
