package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.cascade.CascadeService;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectService;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import java.io.ByteArrayInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A project with what it may hold, and one worker: an operation that kept it while it waits would wait for ever. */
abstract class CascadeCase {
    static final PageRequest ALL = PageRequest.first(100);

    final Cloud cloud = Cloud.tryingOnce(1);

    final ProjectService projects = cloud.iaas.identity().projects();
    final CascadeService cascade = cloud.iaas.cascade();
    final HostSnapshot empty = cloud.snapshot();
    final Project shop = projects.create("shop");
    final ProjectView view = cloud.iaas.project(shop.id());

    @AfterEach
    void close() {
        cloud.close();
    }

    Vm machine(String name) {
        return machine(view, name);
    }

    static Vm machine(ProjectView view, String name) {
        if (view.images().find("disk").isEmpty()) {
            view.flavors().create(new Flavor("tiny", 1, 128, 0));
            view.images().importImage(disk("disk")).await(PATIENCE);
        }
        return view.compute().create(aVm(name)).await(PATIENCE);
    }

    static VmSpec aVm(String name) {
        return VmSpec.named(name).image("disk").flavor("tiny").build();
    }

    static ImageSpec disk(String name) {
        return ImageSpec.disk(name, new ByteArrayInputStream(new byte[4096]));
    }

    static OperationQuery onlyOn(Vm vm) {
        return OperationQuery.all().on(vm.id().value());
    }

    InjectedFault refuse(SimulatedCall call) {
        return cloud.hypervisor
                .faults()
                .inject(Fault.before(call, ErrorCode.HYPERVISOR_REFUSED).forever());
    }

    static void assertClosed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_STATE))
                .hasMessage("project 'shop' is being deleted with all that it holds");
    }
}
