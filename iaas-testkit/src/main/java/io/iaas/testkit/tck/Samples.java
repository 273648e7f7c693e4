package io.iaas.testkit.tck;

import io.iaas.audit.Actor;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.host.HostId;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.image.Image;
import io.iaas.image.ImageFile;
import io.iaas.image.ImageId;
import io.iaas.network.MacAddress;
import io.iaas.network.Nic;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.StoredOperation;
import io.iaas.spi.repository.StoredUser;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes records whose ids grow. */
final class Samples {
    static final HostId HOST = new HostId("host-1");
    static final ImageId IMAGE = new ImageId(new UUID(3, 3));
    static final String SHA256 = "0123456789abcdef".repeat(4);
    static final Actor ALICE =
            new Actor(Actor.Kind.USER, Optional.of(new UserId(new UUID(11, 11))), Optional.of("alice"));
    private static final long BELOW_SIGN = Long.MAX_VALUE - 3;
    private static final Flavor FLAVOR = new Flavor("small", 1, 1024, 10);

    private final Instant start;
    private long count;

    Samples(Instant start) {
        this.start = start;
    }

    /** Returns the database's time when the test began. */
    Instant start() {
        return start;
    }

    /** Returns an id behind all earlier ones in the order of unsigned bytes, which is not that of signed ones. */
    UUID nextId() {
        count++;
        return new UUID(BELOW_SIGN + count, count);
    }

    Vm vm(String name) {
        return vm(Project.DEFAULT, name);
    }

    Vm vm(ProjectId project, String name) {
        return new Vm(
                new VmId(nextId()),
                project,
                name,
                "",
                Map.of(),
                VmState.CREATING,
                Optional.empty(),
                IMAGE,
                "debian",
                FLAVOR,
                Optional.empty(),
                List.of(),
                start,
                Optional.empty(),
                0);
    }

    Vm fullVm(String name) {
        return vm(name).withDescription("two\nlines")
                .withLabels(Map.of("app", "shop", "tier", "web"))
                .withHost(HOST)
                .withNics(List.of(nic("52:54:00:00:00:02", "192.0.2.7", "2001:db8::7"), nic("52:54:00:00:00:01")))
                .withLease(start, Duration.ofHours(1));
    }

    static Nic nic(String mac, String... addresses) {
        return new Nic(
                new MacAddress(mac),
                "default",
                List.of(addresses).stream().map(Samples::address).toList());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    Image image(String name) {
        return image(Project.DEFAULT, name);
    }

    Image image(ProjectId project, String name) {
        return new Image(
                new ImageId(nextId()),
                project,
                name,
                Image.State.IMPORTING,
                Firmware.UEFI,
                Optional.empty(),
                List.of(),
                start);
    }

    static ImageFile file(ImageFile.Role role, long size) {
        return new ImageFile(role, DiskFormat.RAW, size, size, SHA256);
    }

    StoredUser user(String name) {
        return new StoredUser(new User(new UserId(nextId()), name, true, false, start), "hash of " + name);
    }

    StoredUser administrator(String name) {
        return new StoredUser(new User(new UserId(nextId()), name, true, true, start), "hash of " + name);
    }

    OperationTarget target(String name) {
        return new OperationTarget(OperationTarget.VM, nextId(), name);
    }

    StoredOperation operation() {
        return operation(target("web"));
    }

    StoredOperation operation(OperationTarget target) {
        return operation(Project.DEFAULT, target, Optional.empty());
    }

    StoredOperation operation(ProjectId project, OperationTarget target, Optional<String> key) {
        return new StoredOperation(
                new OperationId(nextId()),
                project,
                ALICE,
                OperationKind.VM_CREATE,
                1,
                target,
                Map.of("name", "web", "userData", "#cloud-config"),
                SHA256,
                key,
                start,
                Optional.of(start.plusSeconds(600)),
                OperationStatus.queued(start));
    }

    /** Returns the status of an operation that has come to a state without having been tried. */
    OperationStatus status(OperationState state) {
        OperationStatus queued = OperationStatus.queued(start);
        return new OperationStatus(
                state,
                queued.direction(),
                queued.cursor(),
                queued.attempts(),
                queued.undoAttempts(),
                queued.nextAt(),
                queued.cancelRequestedAt(),
                queued.failure(),
                queued.finishedAt());
    }
}
