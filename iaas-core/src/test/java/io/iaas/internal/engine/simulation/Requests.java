package io.iaas.internal.engine.simulation;

import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.image.ImageSpec;
import io.iaas.operation.SubmitOptions;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Random;

/** What clients ask for. There are few names, so that they get in each other's way. */
final class Requests {
    /** A secret of a guest's. */
    static final String CANARY = "canary-7f3a";

    private static final int IMAGES = 3;
    private static final int MACHINES = 6;
    private static final String WRONG_SHA256 = "0".repeat(64);

    private final Random random;
    private final ImageFiles files;
    private int keys;

    Requests(Random random, ImageFiles files) {
        this.random = random;
        this.files = files;
    }

    SubmitOptions options() {
        SubmitOptions options = SubmitOptions.none();
        if (random.nextInt(3) == 0) {
            options = options.withIdempotencyKey("key-" + ++keys);
        }
        if (random.nextInt(10) == 0) {
            options = options.withDeadline(Duration.ofMillis(1 + random.nextInt(40_000)));
        }
        return options;
    }

    /** Returns an image from files. */
    ImageSpec image() {
        return switch (random.nextInt(4)) {
            case 0 -> ImageSpec.directBoot(imageName(), files.kernel(), files.initrd());
            case 1 -> ImageSpec.disk(imageName(), files.disk()).withSha256(WRONG_SHA256);
            default -> ImageSpec.disk(imageName(), files.disk());
        };
    }

    /** Returns an image from a stream, which can be read only once. */
    ImageSpec stream() {
        return ImageSpec.disk(imageName(), new ByteArrayInputStream(new byte[1 << 12]));
    }

    VmSpec machine() {
        VmSpec.Builder spec = VmSpec.named(machineName())
                .image(imageName())
                .flavor(random.nextBoolean() ? "tiny" : "small")
                .userData("#cloud-config\n# " + CANARY + "\n");
        if (random.nextInt(3) == 0) {
            WaitCondition condition = random.nextBoolean() ? WaitCondition.address() : WaitCondition.running();
            Wait wait = Wait.until(condition, Duration.ofSeconds(1 + random.nextInt(20)));
            spec.waitFor(random.nextBoolean() ? wait : wait.keepOnTimeout());
        }
        if (random.nextInt(5) == 0) {
            spec.expiresAfter(lease());
        }
        return spec.build();
    }

    /** Returns the length of a lease: short, for a history ends only when all leases have. */
    Duration lease() {
        return Duration.ofMillis(1 + random.nextInt(40_000));
    }

    String machineName() {
        return "vm-" + random.nextInt(MACHINES);
    }

    private String imageName() {
        return "image-" + random.nextInt(IMAGES);
    }
}
