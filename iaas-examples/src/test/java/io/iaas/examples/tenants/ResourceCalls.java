package io.iaas.examples.tenants;

import static io.iaas.examples.tenants.Level.ADMIN;
import static io.iaas.examples.tenants.Level.ANYONE;
import static io.iaas.examples.tenants.Level.MEMBER;
import static io.iaas.examples.tenants.Level.OPERATOR;
import static io.iaas.examples.tenants.Level.READER;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.Flavor;
import io.iaas.error.ErrorCode;
import io.iaas.event.Event;
import io.iaas.examples.tenants.Calls.Call;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.PageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** The calls about images, flavors, operations and events. */
final class ResourceCalls {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LIMIT = 100;
    private static final Path BLANK = blank();
    private static final URI INSIDE = URI.create("https://127.0.0.1/disk");

    private ResourceCalls() {}

    static void add(Map<String, Call> calls) {
        addView(calls);
        addImages(calls);
        addFlavors(calls);
        addPublicity(calls);
        addOperations(calls);
        addHandles(calls);
        addEvents(calls);
    }

    private static void addView(Map<String, Call> calls) {
        calls.put(
                "ProjectView.project()",
                new Call(ANYONE, (reach, target) -> reach.view().project()));
        calls.put(
                "ProjectView.caller()",
                new Call(READER, (reach, target) -> reach.view().caller()));
        calls.put("ProjectView.images()", new Call(ANYONE, (reach, target) -> handedOut(reach.images())));
        calls.put("ProjectView.compute()", new Call(ANYONE, (reach, target) -> handedOut(reach.compute())));
        calls.put("ProjectView.flavors()", new Call(ANYONE, (reach, target) -> handedOut(reach.flavors())));
        calls.put("ProjectView.operations()", new Call(ANYONE, (reach, target) -> handedOut(reach.operations())));
        calls.put("ProjectView.events()", new Call(ANYONE, (reach, target) -> handedOut(reach.events())));
        calls.put("ProjectView.quotas()", new Call(ANYONE, (reach, target) -> handedOut(reach.quotas())));
        calls.put("ProjectView.members()", new Call(ANYONE, (reach, target) -> handedOut(reach.members())));
        calls.put(
                "ProjectView.audit()",
                new Call(ANYONE, (reach, target) -> handedOut(reach.view().audit())));
        calls.put(
                "ProjectView.installationAudit()",
                new Call(ANYONE, (reach, target) -> handedOut(reach.view().installationAudit())));
        calls.put(
                "AuditService.list(AuditQuery, PageRequest)",
                new Call(
                        ADMIN,
                        (reach, target) -> reach.view()
                                .audit()
                                .list(AuditQuery.all().inProject(target.project()), PageRequest.first(LIMIT))
                                .map(AuditEntry::sequence)));
        calls.put(
                "ProjectView.identity()",
                new Call(OPERATOR, (reach, target) -> handedOut(reach.view().identity())));
    }

    private static Path blank() {
        try {
            Path file = Files.write(Files.createTempFile("blank", ".raw"), new byte[4096]);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String handedOut(Object service) {
        return service.getClass().getSimpleName();
    }

    /** Returns how an operation ends that the library itself gives up, whoever asked for it. */
    private static ErrorCode end(Operation<Image> operation) {
        return catchThrowableOfType(OperationFailedException.class, () -> operation.await(PATIENCE))
                .code();
    }

    private static void addImages(Map<String, Call> calls) {
        calls.put(
                "ImageService.with(SubmitOptions)",
                new Call(
                        READER,
                        (reach, target) -> reach.images()
                                .with(SubmitOptions.none().withIdempotencyKey(target.key()))
                                .find(target.word())));
        calls.put(
                "ImageService.importImage(ImageSpec)",
                new Call(
                        MEMBER,
                        (reach, target) -> reach.images()
                                .importImage(ImageSpec.disk(target.secondWord(), BLANK))
                                .await(PATIENCE)
                                .state()));
        calls.put(
                "ImageService.importFile(String, Path)",
                new Call(
                        MEMBER,
                        (reach, target) -> reach.images()
                                .importFile(target.secondWord() + "2", BLANK)
                                .await(PATIENCE)
                                .state()));
        calls.put(
                "ImageService.importUrl(String, URI)",
                new Call(MEMBER, (reach, target) -> end(reach.images().importUrl(target.secondWord() + "3", INSIDE))));
        calls.put(
                "ImageService.find(String)",
                new Call(READER, (reach, target) -> reach.images().find(target.word())));
        calls.put(
                "ImageService.get(String)",
                new Call(READER, (reach, target) -> reach.images().get(target.word())));
        calls.put(
                "ImageService.get(ImageId)",
                new Call(READER, (reach, target) -> reach.images().get(target.image())));
        calls.put(
                "ImageService.list(PageRequest)",
                new Call(
                        READER,
                        (reach, target) -> reach.images()
                                .list(PageRequest.first(LIMIT)
                                        .after(target.image().toString()))
                                .map(Image::id)));
        calls.put(
                "ImageService.delete(ImageId)",
                new Call(MEMBER, (reach, target) -> reach.images().delete(target.image())));
    }

    private static void addPublicity(Map<String, Call> calls) {
        calls.put(
                "ImageService.listPublic(PageRequest)",
                new Call(
                        READER,
                        (reach, target) -> reach.images()
                                .listPublic(PageRequest.first(LIMIT).after(target.word()))
                                .map(Image::name)));
        calls.put(
                "ImageService.publish(ImageId)",
                new Call(ADMIN, (reach, target) -> reach.images().publish(target.image())));
        calls.put(
                "ImageService.unpublish(ImageId)",
                new Call(ADMIN, (reach, target) -> reach.images().unpublish(target.image())));
        calls.put(
                "FlavorService.listPublic()",
                new Call(READER, (reach, target) -> reach.flavors().listPublic()));
        calls.put(
                "FlavorService.publish(String)",
                new Call(ADMIN, (reach, target) -> reach.flavors().publish(target.word())));
        calls.put(
                "FlavorService.unpublish(String)",
                new Call(ADMIN, (reach, target) -> reach.flavors().unpublish(target.word())));
    }

    private static void addFlavors(Map<String, Call> calls) {
        calls.put(
                "FlavorService.create(Flavor)",
                new Call(MEMBER, (reach, target) -> reach.flavors().create(new Flavor(target.secondWord(), 1, 64, 0))));
        calls.put(
                "FlavorService.find(String)",
                new Call(READER, (reach, target) -> reach.flavors().find(target.word())));
        calls.put(
                "FlavorService.get(String)",
                new Call(READER, (reach, target) -> reach.flavors().get(target.word())));
        calls.put(
                "FlavorService.list()",
                new Call(
                        READER,
                        (reach, target) -> reach.flavors().list().stream()
                                .filter(flavor -> flavor.memoryMib() == 128)
                                .toList()));
        calls.put("FlavorService.delete(String)", new Call(MEMBER, (reach, target) -> {
            reach.flavors().delete(target.word());
            return "deleted";
        }));
    }

    private static void addOperations(Map<String, Call> calls) {
        calls.put(
                "OperationService.find(OperationId)",
                new Call(READER, (reach, target) -> reach.operations().find(target.operation())));
        calls.put(
                "OperationService.get(OperationId)",
                new Call(READER, (reach, target) -> reach.operations().get(target.operation())));
        calls.put(
                "OperationService.list(OperationQuery, PageRequest)",
                new Call(
                        READER,
                        (reach, target) -> reach.operations()
                                .list(OperationQuery.all().on(target.vm().value()), PageRequest.first(LIMIT))
                                .map(OperationInfo::id)));
        calls.put(
                "OperationService.retry(OperationId)",
                new Call(OPERATOR, (reach, target) -> reach.operations().retry(target.operation())));
        calls.put(
                "OperationService.abandon(OperationId)",
                new Call(OPERATOR, (reach, target) -> reach.operations().abandon(target.operation())));
        calls.put(
                "OperationService.journal(OperationId)",
                new Call(READER, (reach, target) -> reach.operations().journal(target.operation())));
    }

    /** Handles are of the caller's own project always: the services give no others away. */
    private static void addHandles(Map<String, Call> calls) {
        calls.put(
                "Operation.id()",
                new Call(ANYONE, (reach, target) -> reach.operation().id()));
        calls.put(
                "Operation.info()",
                new Call(READER, (reach, target) -> reach.operation().info().target()));
        calls.put(
                "Operation.await()",
                new Call(READER, (reach, target) -> reach.operation().await().getClass()));
        calls.put(
                "Operation.await(Duration)",
                new Call(
                        READER,
                        (reach, target) -> reach.operation().await(PATIENCE).getClass()));
        calls.put(
                "Operation.cancel()",
                new Call(MEMBER, (reach, target) -> reach.operation().cancel()));
        calls.put("Operation.completion()", new Call(READER, (reach, target) -> completed(reach)));
        calls.put("Operation.onProgress(Consumer)", new Call(READER, (reach, target) -> {
            reach.operation().onProgress(progress -> {});
            return "listens";
        }));
    }

    private static Object completed(Reach reach) {
        try {
            return reach.operation().completion().toCompletableFuture().join().getClass();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Numbers of events are places in an order that all projects share, and name nothing. */
    private static void addEvents(Map<String, Call> calls) {
        calls.put(
                "EventService.beginning()",
                new Call(READER, (reach, target) -> reach.events().beginning()));
        calls.put(
                "EventService.newest()",
                new Call(READER, (reach, target) -> reach.events().newest() >= 0));
        calls.put(
                "EventService.list(long, int)",
                new Call(
                        READER,
                        (reach, target) -> reach.events().list(0, LIMIT).stream()
                                .map(Event::projectId)
                                .filter(project -> !project.equals(reach.view().project()))
                                .toList()));
        calls.put("EventService.subscribe(long, EventSubscriber)", new Call(READER, (reach, target) -> heard(reach)));
    }

    private static Object heard(Reach reach) {
        return Heard.allOf(reach.events()).stream()
                .map(Event::projectId)
                .filter(project -> !project.equals(reach.view().project()))
                .toList();
    }
}
