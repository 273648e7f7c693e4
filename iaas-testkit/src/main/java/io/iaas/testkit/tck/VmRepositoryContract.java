package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class VmRepositoryContract extends DatabaseTest {
    @Test
    void insertedMachineIsFoundByIdAndName() {
        Vm bare = insert(samples().vm("bare"));
        Vm full = insert(samples().fullVm("full"));
        assertThat(find(bare)).contains(bare);
        assertThat(find(full)).contains(full);
        assertThat(found(session -> session.vms().findByName(Project.DEFAULT, "full")))
                .contains(full);
        assertThat(found(session -> session.vms().findByName(Project.DEFAULT, "FULL")))
                .isEmpty();
    }

    @Test
    void knownIdsAreThoseOfTheProjectsMachines() {
        Vm mine = insert(samples().vm("web"));
        Vm mineToo = insert(samples().vm("shop"));
        Vm theirs = insert(samples().vm(OTHER, "web"));
        Set<VmId> asked = Set.of(mine.id(), mineToo.id(), theirs.id(), new VmId(UUID.randomUUID()));

        assertThat(repositories().<Set<VmId>>read(session -> session.vms().known(Project.DEFAULT, asked)))
                .containsExactlyInAnyOrder(mine.id(), mineToo.id());
        assertThat(repositories().<Set<VmId>>read(session -> session.vms().known(Project.DEFAULT, Set.of())))
                .isEmpty();
    }

    @Test
    void everyStateIsKept() {
        for (VmState state : EnumSet.complementOf(EnumSet.of(VmState.UNKNOWN))) {
            Vm vm = insert(samples().vm("vm-" + state).withState(state));
            assertThat(find(vm)).contains(vm);
        }
    }

    @Test
    void reasonOfAStateIsKeptUntilTheNextState() {
        Vm crashed = insert(samples().vm("web").withState(VmState.CRASHED, "the guest crashed"));
        assertThat(find(crashed)).contains(crashed);

        Vm running = update(crashed.withState(VmState.RUNNING));

        assertThat(running.stateReason()).isEmpty();
        assertThat(find(running)).contains(running);
    }

    @Test
    void unknownStateIsNotRecorded() {
        Vm vm = insert(samples().vm("web"));
        assertThatThrownBy(() -> update(vm.withState(VmState.UNKNOWN))).isInstanceOf(IllegalStateException.class);
        assertThat(find(vm)).contains(vm);
    }

    @Test
    void namesAreUniqueInTheirProjectOnly() {
        Vm mine = insert(samples().vm("web"));
        Vm theirs = insert(samples().vm(OTHER, "web"));
        assertFails(ErrorCode.NAME_TAKEN, () -> insert(samples().fullVm("web")));
        assertThat(found(session -> session.vms().findByName(Project.DEFAULT, "web")))
                .contains(mine);
        assertThat(found(session -> session.vms().findByName(OTHER, "web"))).contains(theirs);
    }

    @Test
    void updateReplacesWhatMayChangeAndCountsTheVersion() {
        Vm vm = insert(samples().vm("web"));
        Vm changed = samples().fullVm("shop");
        Vm next = vm.withName("shop")
                .withDescription(changed.description())
                .withLabels(changed.labels())
                .withState(VmState.RUNNING)
                .withHost(Samples.HOST)
                .withNics(changed.nics())
                .withLease(start(), Duration.ofDays(2));
        assertThat(update(next)).isEqualTo(next.withVersion(1));
        assertThat(find(vm)).contains(next.withVersion(1));
        assertThat(found(session -> session.vms().findByName(Project.DEFAULT, "shop")))
                .contains(next.withVersion(1));
        assertThat(found(session -> session.vms().findByName(Project.DEFAULT, "web")))
                .isEmpty();

        Vm less = next.withVersion(1)
                .withLabels(Map.of("tier", "db"))
                .withNics(List.of())
                .withoutLease();
        assertThat(update(less)).isEqualTo(less.withVersion(2));
        assertThat(find(vm)).contains(less.withVersion(2));
    }

    @Test
    void updateKeepsTheRest() {
        Vm vm = insert(samples().vm("web"));
        Vm other = new Vm(
                vm.id(),
                vm.projectId(),
                vm.name(),
                "new",
                vm.labels(),
                vm.state(),
                vm.stateReason(),
                new ImageId(new UUID(1, 1)),
                "elsewhere",
                new Flavor("huge", 9, 999, 99),
                vm.host(),
                vm.nics(),
                start().plusSeconds(9),
                vm.expiresAt(),
                vm.version());
        Vm kept = vm.withDescription("new").withVersion(1);
        assertThat(update(other)).isEqualTo(kept);
        assertThat(find(vm)).contains(kept);
    }

    @Test
    void updateOfAnOldVersionIsRefusedAndChangesNothing() {
        Vm vm = insert(samples().fullVm("web"));
        Vm next = update(vm.withDescription("first"));
        assertFails(
                ErrorCode.CONCURRENT_CHANGE,
                () -> update(vm.withDescription("second").withLabels(Map.of())));
        assertThat(find(vm)).contains(next);
    }

    @Test
    void updateOfAnAbsentMachineIsRefused() {
        Vm absent = samples().vm("web");
        assertFails(ErrorCode.CONCURRENT_CHANGE, () -> update(absent));
    }

    @Test
    void renameToATakenNameIsRefusedAndChangesNothing() {
        Vm web = insert(samples().fullVm("web"));
        insert(samples().vm("shop"));
        insert(samples().vm(OTHER, "free"));
        assertFails(ErrorCode.NAME_TAKEN, () -> update(web.withName("shop").withLabels(Map.of())));
        assertThat(find(web)).contains(web);
        assertThat(update(web.withName("free")).name()).isEqualTo("free");
    }

    @Test
    void otherProjectsNeitherSeeNorChangeNorDeleteIt() {
        Vm vm = insert(samples().fullVm("web"));
        assertThat(found(session -> session.vms().find(OTHER, vm.id()))).isEmpty();
        assertThat(found(session -> session.vms().findByName(OTHER, "web"))).isEmpty();
        assertFails(ErrorCode.CONCURRENT_CHANGE, () -> update(in(OTHER, vm)));
        assertThat(changed(session -> session.vms().delete(OTHER, vm.id()))).isFalse();
        assertThat(find(vm)).contains(vm);
    }

    @Test
    void deletedMachineIsGoneAndItsNameFree() {
        Vm vm = insert(samples().fullVm("web"));
        assertThat(changed(session -> session.vms().delete(Project.DEFAULT, vm.id())))
                .isTrue();
        assertThat(changed(session -> session.vms().delete(Project.DEFAULT, vm.id())))
                .isFalse();
        assertThat(find(vm)).isEmpty();
        Vm next = insert(samples().vm("web"));
        assertThat(found(session -> session.vms().findByName(Project.DEFAULT, "web")))
                .contains(next);
    }

    @Test
    void namesUsingAnImageAreTheFirstOfTheProject() {
        insert(samples().vm("c"));
        insert(samples().vm("a"));
        insert(samples().vm("b"));
        insert(samples().vm(OTHER, "theirs"));
        assertThat(listed(session -> session.vms().namesUsing(Project.DEFAULT, Samples.IMAGE, 2)))
                .containsExactly("a", "b");
        assertThat(listed(session -> session.vms().namesUsing(Project.DEFAULT, Samples.IMAGE, 9)))
                .containsExactly("a", "b", "c");
        assertThat(listed(session -> session.vms().namesUsing(Project.DEFAULT, new ImageId(new UUID(4, 4)), 9)))
                .isEmpty();
    }

    private Optional<Vm> find(Vm vm) {
        return read(session -> session.vms().find(vm.projectId(), vm.id()));
    }

    private Vm update(Vm vm) {
        return write(session -> session.vms().update(vm));
    }

    private static Vm in(ProjectId project, Vm vm) {
        return new Vm(
                vm.id(),
                project,
                vm.name(),
                vm.description(),
                vm.labels(),
                vm.state(),
                vm.stateReason(),
                vm.imageId(),
                vm.imageName(),
                vm.flavor(),
                vm.host(),
                vm.nics(),
                vm.createdAt(),
                vm.expiresAt(),
                vm.version());
    }
}
