package io.iaas.examples.bench;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.image.Image;
import java.nio.file.Path;
import java.util.Optional;

/** The library. */
final class OwnMaker implements Maker {
    private final String name;
    private final Cloud cloud;
    private final Image image;
    private final Optional<Wait> wait;
    private Optional<VmId> last = Optional.empty();

    /** Has it wait for a condition, if there is one, before it calls a create done. */
    OwnMaker(String name, Cloud cloud, Image image, Optional<Wait> wait) {
        this.name = name;
        this.cloud = cloud;
        this.image = image;
        this.wait = wait;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path create() {
        VmSpec.Builder spec = VmSpec.named("measured").image(image).flavor(Cloud.FLAVOR);
        wait.ifPresent(spec::waitFor);
        Vm vm = cloud.iaas().compute().create(spec.build()).await();
        last = Optional.of(vm.id());
        return cloud.file(vm.id(), "console");
    }

    VmId last() {
        return last.orElseThrow();
    }

    @Override
    public void delete() {
        cloud.iaas().compute().delete(last()).await();
    }
}
