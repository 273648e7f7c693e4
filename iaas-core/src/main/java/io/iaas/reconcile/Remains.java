package io.iaas.reconcile;

import io.iaas.compute.VmId;
import io.iaas.error.IaasException;
import io.iaas.error.InvalidInputException;
import io.iaas.internal.engine.DaemonThreads;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.internal.reconcile.Inventory;
import io.iaas.internal.reconcile.OwnFile;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an installation has left on a host when its records are gone: one whose repositories were in memory, and whose
 * process is dead. Where there are records, {@link ReconcileService} compares and removes.
 *
 * <p>A domain belongs to the installation when its metadata names it, and its name and its UUID are those that follow
 * from it. A volume or console log does when its whole name is one that the installation would give: such names hold its
 * 48 random bits. Nothing here asks whether the installation lives; the caller must know that it does not.
 */
public final class Remains {
    private static final Pattern INSTALLATION = Pattern.compile("[0-9a-f]{12}");
    private static final int AT_ONCE = 4;

    private final Hypervisor hypervisor;
    private final ResourceNames names;

    private Remains(Hypervisor hypervisor, ResourceNames names) {
        this.hypervisor = hypervisor;
        this.names = names;
    }

    /**
     * Returns the remains of an installation.
     *
     * @param hypervisor the host; the caller closes it
     * @param installation 12 hexadecimal digits, as {@link io.iaas.spi.repository.RepositorySession#installation} tells
     * @throws InvalidInputException when that is no installation
     */
    public static Remains of(Hypervisor hypervisor, String installation) {
        if (!INSTALLATION.matcher(installation).matches()) {
            throw new InvalidInputException("an installation is 12 hexadecimal digits");
        }
        return new Remains(hypervisor, new ResourceNames(installation));
    }

    /**
     * Looks once, and removes what it sees: domains first, whatever they do, then their files, then those of
     * images. What is left
     * of a call that the dead process had begun may come later; who must be sure looks again. Idempotent.
     *
     * @return the names of what was removed; empty when nothing was there
     * @throws io.iaas.spi.hypervisor.HypervisorException when something cannot be removed; the rest of its kind has been,
     *     and no volume of a domain that is left
     */
    public List<String> remove() {
        Inventory there = Inventory.whole(hypervisor);
        List<DomainRef> domains = there.domains().values().stream()
                .filter(domain -> domain.is(names.domain(new VmId(domain.uuid()))))
                .map(domain -> names.domain(new VmId(domain.uuid())))
                .toList();
        List<String> ofMachines = files(there, kind -> kind != ResourceKey.Kind.IMAGE_FILE);
        List<String> ofImages = files(there, kind -> kind == ResourceKey.Kind.IMAGE_FILE);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, DaemonThreads.named("iaas-remains"));
        try {
            forEach(domains, this::end, threads);
            forEach(ofMachines, this::delete, threads);
            // Disks of machines are laid over them.
            forEach(ofImages, this::delete, threads);
        } finally {
            threads.shutdown();
        }
        return Stream.of(domains.stream().map(DomainRef::name), ofMachines.stream(), ofImages.stream())
                .flatMap(removed -> removed)
                .toList();
    }

    private List<String> files(Inventory there, Predicate<ResourceKey.Kind> wanted) {
        return there.files().stream()
                .filter(file -> OwnFile.of(names, file)
                        .filter(own -> wanted.test(own.kind()))
                        .isPresent())
                .toList();
    }

    private void end(DomainRef ref) {
        if (hypervisor.domains().find(ref).filter(domain -> domain.is(ref)).isPresent()) {
            hypervisor.power().powerOff(ref);
            hypervisor.domains().undefine(ref);
        }
    }

    private void delete(String file) {
        VolumeName name = new VolumeName(file);
        boolean log = OwnFile.of(names, file)
                .filter(own -> own.kind() == ResourceKey.Kind.CONSOLE_LOG)
                .isPresent();
        if (log) {
            hypervisor.consoles().delete(name);
        } else {
            hypervisor.volumes().delete(name);
        }
    }

    /** Does it with all of them, some at once, and throws the first failure when the last has ended. */
    private static <T> void forEach(List<T> all, Consumer<T> work, ExecutorService threads) {
        List<CompletableFuture<Void>> done = new ArrayList<>();
        all.forEach(each -> done.add(CompletableFuture.runAsync(() -> work.accept(each), threads)));
        try {
            CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IaasException failure ? failure : e;
        }
    }
}
