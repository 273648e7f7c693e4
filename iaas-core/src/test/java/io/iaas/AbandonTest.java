package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.identity.Project;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationService;
import io.iaas.operation.OperationState;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A blocked operation that is given up ends, and what is left of it is removed by a delete. */
class AbandonTest {
    private final Cloud cloud = Blocking.cloud();
    private final OperationService operations = cloud.iaas.operations();

    @AfterEach
    void close() {
        cloud.close();
    }

    private String stateOf(Blocking kind, UUID target) {
        return kind.ofImage()
                ? cloud.iaas.images().get(new ImageId(target)).state().name()
                : cloud.iaas.compute().get(new VmId(target)).state().name();
    }

    private void delete(Blocking kind, UUID target) {
        Operation<?> delete = kind.ofImage()
                ? cloud.iaas.images().delete(new ImageId(target))
                : cloud.iaas.compute().delete(new VmId(target));
        delete.await(PATIENCE);
    }

    @ParameterizedTest
    @EnumSource
    void aDeleteLeavesNothingOfIt(Blocking kind) {
        Operation<?> blocked = kind.on(cloud);
        UUID target = blocked.info().target().id();
        assertThat(stateOf(kind, target)).isEqualTo("ERROR");

        OperationInfo given = operations.abandon(blocked.id());

        assertThat(given.state()).isEqualTo(OperationState.ABANDONED);
        assertThat(given.failure().orElseThrow().notUndone()).isNotEmpty();
        assertThat(given.finishedAt()).isPresent();
        assertThatThrownBy(() -> blocked.await(PATIENCE)).isInstanceOf(OperationFailedException.class);
        delete(kind, target);
        assertThat(cloud.snapshot().domains().keySet()).noneMatch(name -> name.contains(target.toString()));
        assertThat(cloud.snapshot().volumes().keySet()).noneMatch(name -> name.contains(target.toString()));
        assertThat(cloud.snapshot().consoles()).noneMatch(name -> name.contains(target.toString()));
        assertThat(cloud.ledger()).noneMatch(line -> line.contains(target.toString()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE", "RENAME"})
    void machineWhosePowerOrNameWasBeingChangedIsAsItWas(Blocking kind) {
        Operation<?> blocked = kind.on(cloud);

        operations.abandon(blocked.id());

        VmState expected = kind == Blocking.PAUSE ? VmState.PAUSED : VmState.RUNNING;
        assertThat(cloud.iaas.compute().get("web").state()).isEqualTo(expected);
        assertThat(cloud.iaas
                        .compute()
                        .rename(cloud.iaas.compute().get("web").id(), "shop")
                        .await(PATIENCE)
                        .name())
                .isEqualTo("shop");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "CREATE_BEFORE_ITS_SEED", "DELETE_BEHIND_ITS_PIVOT", "DELETE_BEFORE_ITS_PIVOT"})
    void machineThatWasBeingMadeOrDeletedCanOnlyBeDeleted(Blocking kind) {
        Operation<?> blocked = kind.on(cloud);
        VmId machine = new VmId(blocked.info().target().id());

        operations.abandon(blocked.id());

        assertThat(cloud.iaas.compute().get(machine).state()).isEqualTo(VmState.ERROR);
        assertThatThrownBy(() -> cloud.iaas.compute().start(machine))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("only be deleted");
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPORT", "IMAGE_DELETE"})
    void imageThatWasGivenUpIsNotUsed(Blocking kind) {
        Operation<?> blocked = kind.on(cloud);
        Image image =
                cloud.iaas.images().get(new ImageId(blocked.info().target().id()));

        operations.abandon(blocked.id());

        assertThatThrownBy(() -> cloud.iaas
                        .compute()
                        .create(Cloud.aVm("new").image(image.name()).build()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("ERROR");
    }

    @Test
    void whatTheGuestWasToBeToldIsForgotten() {
        Operation<?> blocked = Blocking.CREATE_BEFORE_ITS_SEED.on(cloud);

        operations.abandon(blocked.id());

        Map<String, String> input = cloud.repositories.read(session -> session.operations()
                .find(Project.DEFAULT, blocked.id())
                .orElseThrow()
                .input());
        assertThat(input.values()).noneMatch(value -> value.contains("#!/bin/sh"));
    }

    @Test
    void onlyABlockedOperationIsGivenUp() throws InterruptedException {
        new ForBlockedOnly(cloud, operations::abandon).assertRefusedForOthers();
    }
}
