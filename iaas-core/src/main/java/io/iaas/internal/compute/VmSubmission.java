package io.iaas.internal.compute;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import io.iaas.compute.VmState;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.KeyPair;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.internal.project.ProjectInUse;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.network.Nic;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.repository.RepositorySession;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what is asked for before anything changes, and makes the record of a new machine. */
final class VmSubmission {
    private final CapabilityCheck host;
    private final SecureRandom random = new SecureRandom();

    VmSubmission(Hypervisor hypervisor) {
        this.host = new CapabilityCheck(hypervisor);
    }

    /** Returns all that a spec says; what the guest is told is in the input already. */
    static Map<String, String> asked(VmSpec spec, Map<String, String> input) {
        Map<String, String> asked = new HashMap<>(input);
        asked.put("name", spec.name());
        asked.put("image", spec.image());
        asked.put("flavor", spec.flavor());
        asked.put("description", spec.description());
        spec.lease().ifPresent(length -> asked.put("lease", length.toString()));
        spec.labels().forEach((key, value) -> asked.put("label." + key, value));
        if (!spec.guest().keyPairs().isEmpty()) {
            asked.put("keyPairs", String.join(",", spec.guest().keyPairs()));
        }
        return asked;
    }

    /** Returns the record of the machine that the spec asks for. */
    Vm vm(RepositorySession session, ProjectId project, VmId id, VmSpec spec) {
        Image image = session.images()
                .findByName(project, spec.image())
                .or(() -> usablePublic(session, spec.image()))
                .orElseThrow(() -> new NotFoundException("image", spec.image()));
        Flavor flavor = ProjectFlavorService.usable(session, project, spec.flavor())
                .orElseThrow(() -> new NotFoundException("flavor", spec.flavor()));
        check(image, flavor);
        spec.readiness().map(Wait::until).ifPresent(this::check);
        return new Vm(
                id,
                project,
                spec.name(),
                spec.description(),
                spec.labels(),
                VmState.CREATING,
                Optional.empty(),
                image.id(),
                image.name(),
                flavor,
                Optional.empty(),
                List.of(new Nic(MacAddress.random(random), Network.DEFAULT, List.of())),
                session.now(),
                spec.lease().map(session.now()::plus),
                0);
    }

    /** Returns the input with the keys of the pairs that the spec names, as they are now: the machine keeps them. */
    Map<String, String> withKeyPairs(
            RepositorySession session, ProjectId project, VmSpec spec, Map<String, String> input) {
        List<KeyPair> keys = spec.guest().keyPairs().stream()
                .map(name -> session.identity()
                        .keyPairs()
                        .find(project, name)
                        .orElseThrow(() -> new NotFoundException("key pair", name))
                        .key())
                .toList();
        return keys.isEmpty() ? input : GuestInput.withKeys(input, keys);
    }

    /** A project that is being deleted gets no new users of its images: they would hold it up for good. */
    private static Optional<Image> usablePublic(RepositorySession session, String name) {
        return session.images().findPublic(name).filter(image -> ProjectInUse.is(session, image.projectId()));
    }

    private void check(Image image, Flavor flavor) {
        if (image.state() != Image.State.READY) {
            throw new ConflictException(
                    ErrorCode.WRONG_STATE, "image '" + image.name() + "' is " + image.state() + ", not READY");
        }
        Blueprint.needs(image).forEach(host::require);
        long needed =
                image.file(ImageFile.Role.DISK).map(ImageFile::virtualSizeBytes).orElse(0L);
        if (flavor.diskBytes() > 0 && flavor.diskBytes() < needed) {
            throw new InvalidInputException("flavor '" + flavor.name() + "' has a disk of " + flavor.diskGib()
                    + " GiB, image '" + image.name() + "' needs " + needed + " bytes");
        }
    }

    private void check(WaitCondition condition) {
        if (condition instanceof WaitCondition.All all) {
            all.conditions().forEach(this::check);
        } else if (condition instanceof WaitCondition.Any any) {
            any.conditions().forEach(this::check);
        } else if (condition instanceof WaitCondition.CloudInitFinished) {
            host.requireOne(Capability.GUEST_AGENT, Capability.CONSOLE_LOG);
        } else if (condition instanceof WaitCondition.HttpAnswer || condition instanceof WaitCondition.SshBanner) {
            host.requireOne(Capability.PORT_FORWARDING, Capability.ADDRESSES);
        } else {
            needs(condition).forEach(host::require);
        }
    }

    private static Set<Capability> needs(WaitCondition condition) {
        // A forward takes connections before the guest does: only what the guest says proves that a port is open.
        if (condition instanceof WaitCondition.AddressKnown || condition instanceof WaitCondition.TcpPort) {
            return Set.of(Capability.ADDRESSES);
        }
        if (condition instanceof WaitCondition.AgentAnswers) {
            return Set.of(Capability.GUEST_AGENT);
        }
        return condition instanceof WaitCondition.ConsoleMatches ? Set.of(Capability.CONSOLE_LOG) : Set.of();
    }
}
