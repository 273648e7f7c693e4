package io.iaas.examples.system;

import io.iaas.Iaas;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.operation.Operation;
import java.time.Duration;
import java.util.function.Function;

/** What an application does up to the operation that a fault hits. */
enum Script {
    CREATE(iaas -> create(iaas, Wait.until(WaitCondition.console("D BOOT 1"), Duration.ofMinutes(1)))),
    CREATE_THAT_FAILS(iaas -> create(iaas, Wait.until(WaitCondition.console("never"), Duration.ofMillis(1)))),
    DELETE(iaas -> {
        Vm vm = create(iaas, Wait.until(WaitCondition.running(), Duration.ofMinutes(1)))
                .await();
        return iaas.compute().delete(vm.id());
    }),
    IMPORT(iaas -> iaas.images().importImage(linux())),
    IMPORT_THAT_FAILS(iaas -> iaas.images().importImage(linux().withSha256("0".repeat(64)))),
    DELETE_IMAGE(iaas -> iaas.images().delete(bootSector(iaas).id()));

    /** What nobody but the guest may learn. */
    static final String CANARY = "canary-5d1f0e7c94";

    private final Function<Iaas, Operation<?>> steps;

    Script(Function<Iaas, Operation<?>> steps) {
        this.steps = steps;
    }

    /** Does everything, and returns the last operation, just submitted. */
    Operation<?> begin(Iaas iaas) {
        return steps.apply(iaas);
    }

    private static Operation<Vm> create(Iaas iaas, Wait wait) {
        iaas.flavors().create(new Flavor("boot-sector", 1, 16, 0));
        return iaas.compute()
                .create(VmSpec.named("web")
                        .image(bootSector(iaas))
                        .flavor("boot-sector")
                        .userData("#cloud-config\n# " + CANARY + "\n")
                        .waitFor(wait)
                        .build());
    }

    private static Image bootSector(Iaas iaas) {
        return iaas.images()
                .importFile("boot-sector", RealCloud.guest("d/quiet.qcow2"))
                .await();
    }

    private static ImageSpec linux() {
        return ImageSpec.disk("linux", RealCloud.guest("b/disk.qcow2"));
    }
}
