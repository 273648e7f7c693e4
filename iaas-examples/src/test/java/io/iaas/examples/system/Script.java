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
    CREATE(iaas -> {
        prepare(iaas);
        return create(iaas);
    }),
    CREATE_THAT_FAILS(iaas -> {
        prepare(iaas);
        return create(iaas, Wait.until(WaitCondition.console("never"), Duration.ofMillis(1)));
    }),
    DELETE(iaas -> {
        prepare(iaas);
        return iaas.compute().delete(create(iaas).await().id());
    }),
    IMPORT(iaas -> iaas.images().importImage(linux())),
    IMPORT_THAT_FAILS(iaas -> iaas.images().importImage(linux().withSha256("0".repeat(64)))),
    DELETE_IMAGE(iaas -> iaas.images().delete(prepare(iaas).id()));

    /** What nobody but the guest may learn. */
    static final String CANARY = "canary-5d1f0e7c94";

    private static final String GUEST = "boot-sector";

    private final Function<Iaas, Operation<?>> steps;

    Script(Function<Iaas, Operation<?>> steps) {
        this.steps = steps;
    }

    /** Does everything, and returns the last operation, just submitted. */
    Operation<?> begin(Iaas iaas) {
        return steps.apply(iaas);
    }

    /** Makes what machines are made of. */
    static Image prepare(Iaas iaas) {
        iaas.flavors().create(new Flavor(GUEST, 1, 16, 0));
        return iaas.images().importFile(GUEST, RealCloud.guest("d/quiet.qcow2")).await();
    }

    static Operation<Vm> create(Iaas iaas) {
        return create(iaas, Wait.until(WaitCondition.console("D BOOT 1"), Duration.ofMinutes(1)));
    }

    private static Operation<Vm> create(Iaas iaas, Wait wait) {
        return iaas.compute()
                .create(VmSpec.named("web")
                        .image(GUEST)
                        .flavor(GUEST)
                        .userData("#cloud-config\n# " + CANARY + "\n")
                        .waitFor(wait)
                        .build());
    }

    private static ImageSpec linux() {
        return ImageSpec.disk("linux", RealCloud.guest("b/disk.qcow2"));
    }
}
