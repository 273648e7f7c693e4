package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.event.Event;
import io.iaas.event.EventSubscriber;
import io.iaas.identity.AuthenticationService;
import io.iaas.identity.MemberService;
import io.iaas.identity.Password;
import io.iaas.identity.PermissionDeniedException;
import io.iaas.identity.Project;
import io.iaas.identity.Role;
import io.iaas.identity.Token;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogInViewTest {
    private static final Password SECRET = new Password("correct horse battery");

    private final Cloud cloud = Cloud.withImage();
    private final AuthenticationService authentication = cloud.iaas.identity().authentication();

    @BeforeEach
    void createAdministrator() {
        cloud.iaas.identity().createFirstAdministrator("boss", SECRET);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void memberWorksAsTheHostApplicationDoes() {
        ProjectView view = cloud.iaas.login(member(Role.MEMBER));

        Operation<Vm> create = view.compute().create(Cloud.aVm("web").build());
        Queue<Object> progress = new ConcurrentLinkedQueue<>();
        create.onProgress(progress::add);
        Vm web = create.await(PATIENCE);

        assertThat(cloud.iaas.compute().get("web").id()).isEqualTo(web.id());
        assertThat(create.completion().toCompletableFuture().join().id()).isEqualTo(web.id());
        await().until(() -> !progress.isEmpty());
        assertThat(view.caller().orElseThrow().role()).isEqualTo(Role.MEMBER);
        assertThat(view.project()).isEqualTo(Project.DEFAULT);
    }

    @Test
    void handleOfAMemberWhoBecameAReaderCancelsNothing() throws InterruptedException {
        Token token = member(Role.MEMBER);
        ProjectView view = cloud.iaas.login(token);
        InjectedFault held = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.START));
        Operation<Vm> create = view.compute().create(Cloud.aVm("web").build());
        assertThat(held.awaitHit(PATIENCE)).isTrue();
        User user = authentication.validate(token).user();

        cloud.iaas.identity().members(Project.DEFAULT).assign(user.id(), Role.READER);

        assertThatThrownBy(create::cancel)
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessage("this needs the role MEMBER in project 'default'; yours is READER");
        assertThat(create.info().cancelRequestedAt()).isEmpty();
        held.release();
        assertThat(create.await(PATIENCE).name()).isEqualTo("web");
    }

    @Test
    void whoWaitsWhenTheTokenEndsIsToldNothing() throws InterruptedException {
        Token token = member(Role.MEMBER);
        InjectedFault held = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.START));
        Operation<Vm> create =
                cloud.iaas.login(token).compute().create(Cloud.aVm("web").build());
        var completion = create.completion().toCompletableFuture();
        assertThat(held.awaitHit(PATIENCE)).isTrue();

        authentication.revoke(token);
        held.release();

        assertThat(catchThrowableOfType(CompletionException.class, completion::join))
                .hasCauseInstanceOf(UnauthenticatedException.class);
        assertThatThrownBy(create::await).isInstanceOf(UnauthenticatedException.class);
        assertThat(cloud.iaas.compute().get("web").name()).isEqualTo("web");
    }

    @Test
    void whatDriversSayIsForAdministratorsOfTheInstallation() {
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));
        ProjectView tenant = cloud.iaas.login(member(Role.ADMIN));
        Operation<Vm> create = tenant.compute().create(Cloud.aVm("web").build());

        OperationFailedException failed =
                catchThrowableOfType(OperationFailedException.class, () -> create.await(PATIENCE));
        assertThat(failed.code()).isEqualTo(ErrorCode.HYPERVISOR_REFUSED);
        assertThat(failed.evidence().driverError()).isEmpty();
        assertThat(create.info().failure().orElseThrow().driverError()).isEmpty();
        assertThat(catchThrowableOfType(
                                CompletionException.class,
                                () -> create.completion().toCompletableFuture().join())
                        .getCause())
                .isInstanceOfSatisfying(
                        OperationFailedException.class,
                        e -> assertThat(e.evidence().driverError()).isEmpty());
        assertThat(driverErrors(tenant)).isEmpty();

        assertThat(driverErrors(cloud.iaas.login(boss()))).hasSize(1);
        assertThat(driverErrors(cloud.iaas.project(Project.DEFAULT))).hasSize(1);
    }

    private static List<String> driverErrors(ProjectView view) {
        return view.operations().list(OperationQuery.all(), PageRequest.first(99)).items().stream()
                .flatMap(info -> info.failure().stream())
                .flatMap(failure -> failure.driverError().stream())
                .toList();
    }

    @Test
    void subscriptionIsDroppedWithItsTokenThoughNothingHappens() {
        Token token = member(Role.READER);
        Listener listener = new Listener();
        cloud.iaas.login(token).events().subscribe(0, listener);
        await().until(() -> !listener.heard.isEmpty());

        authentication.revoke(token);

        await().until(() -> !listener.reasons.isEmpty());
        int heard = listener.heard.size();
        assertThat(listener.reasons).containsExactly("the token is not valid (any more); log in again");
        Vm later = cloud.create("later");
        Listener other = new Listener();
        cloud.iaas.events().subscribe(0, other);
        await().until(() -> other.heard.stream()
                .anyMatch(event -> event.target().id().equals(later.id().value())));
        assertThat(listener.heard).hasSize(heard);
        assertThat(other.reasons).isEmpty();
    }

    @Test
    void identityIsForAdministratorsOfTheInstallation() {
        assertThatThrownBy(() -> cloud.iaas.login(member(Role.ADMIN)).identity())
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessage("only an administrator of the installation may do this");
        assertThat(cloud.iaas.login(boss()).identity().users().get("boss").administrator())
                .isTrue();
        assertThat(cloud.iaas
                        .project(Project.DEFAULT)
                        .identity()
                        .users()
                        .get("boss")
                        .administrator())
                .isTrue();
    }

    @Test
    void membersOfAnyProjectEndWithTheAdministratorsToken() {
        Token token = boss();
        MemberService members = cloud.iaas.login(token).identity().members(Project.DEFAULT);
        UserId user = cloud.iaas.identity().users().create("user", SECRET).id();
        assertThat(members.assign(user, Role.READER).userName()).isEqualTo("user");

        authentication.revoke(token);

        assertThatThrownBy(() -> members.list(PageRequest.first(1))).isInstanceOf(UnauthenticatedException.class);
        assertThatThrownBy(() -> members.assign(user, Role.ADMIN)).isInstanceOf(UnauthenticatedException.class);
        assertThatThrownBy(() -> members.revoke(user)).isInstanceOf(UnauthenticatedException.class);
    }

    private Token boss() {
        return authentication.authenticate("boss", SECRET, Project.DEFAULT).token();
    }

    private Token member(Role role) {
        User user = cloud.iaas.identity().users().create("user", SECRET);
        cloud.iaas.identity().members(Project.DEFAULT).assign(user.id(), role);
        return authentication.authenticate("user", SECRET, Project.DEFAULT).token();
    }

    /** Remembers what it hears. */
    private static final class Listener implements EventSubscriber {
        final Queue<Event> heard = new ConcurrentLinkedQueue<>();
        final Queue<String> reasons = new ConcurrentLinkedQueue<>();

        @Override
        public void received(Event event) {
            heard.add(event);
        }

        @Override
        public void dropped(long lastReceived, String reason) {
            reasons.add(reason);
        }
    }
}
