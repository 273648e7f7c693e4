package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.error.InvalidInputException;
import io.iaas.image.ImageSource;
import io.iaas.image.ImageSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** An annotation says the same as a spec that is built. */
class AnnotatedSpecTest {
    private static final Map<String, String> PARAMETERS = Map.of("images", "/srv/$1");

    private static ThrowawaySpec spec(String field) throws NoSuchFieldException {
        Throwaway wanted = Optional.ofNullable(
                        Fields.class.getDeclaredField(field).getAnnotation(Throwaway.class))
                .orElseThrow();
        return AnnotatedSpec.of(wanted, name -> Optional.ofNullable(PARAMETERS.get(name)));
    }

    /** Nobody fills them here. */
    static final class Fields {
        @Throwaway(image = "${images}/web.qcow2")
        Object plain = "";

        @Throwaway(
                image = "/srv/web.qcow2",
                cpus = 2,
                memoryMib = 512,
                diskGib = 4,
                userData = "#cloud-config",
                ssh = false,
                waitFor = "port:80",
                waitSeconds = 7)
        Object full = "";

        @Throwaway(kernel = "/srv/vmlinuz", initrd = "/srv/initrd")
        Object kernel = "";

        @Throwaway(image = "/srv/web.qcow2", kernel = "/srv/vmlinuz", initrd = "/srv/initrd")
        Object both = "";

        @Throwaway(image = "builtin:huge")
        Object unknown = "";

        @Throwaway(image = "/srv/web.qcow2", waitFor = "tomorrow")
        Object nonsense = "";

        @Throwaway(image = "/srv/web.qcow2", waitSeconds = 0)
        Object hasty = "";
    }

    @Test
    void builtInImageThatThereIsNoneOfIsToldWithThoseThatThereAre() {
        assertThatThrownBy(() -> spec("unknown"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContainingAll("builtin:huge", "tiny, tiny-disk, tiny-uefi, boot-sector, debian");
    }

    @Test
    void parametersInPathsAreReplacedByWhatTheyAre() throws NoSuchFieldException {
        ThrowawaySpec spec = spec("plain");

        assertThat(((ImageSpec.Disk) spec.image().content()).source())
                .isEqualTo(new ImageSource.OfFile(Path.of("/srv/$1/web.qcow2")));
        assertThat(spec.cpus()).isOne();
        assertThat(spec.memoryMib()).isEqualTo(256);
        assertThat(spec.userData()).isEmpty();
        assertThat(spec.readiness()).contains(Wait.until(WaitCondition.running(), Duration.ofMinutes(2)));
    }

    @Test
    void everythingThatIsSaidIsInTheSpec() throws NoSuchFieldException {
        assertThat(spec("full"))
                .isEqualTo(ThrowawaySpec.disk(Path.of("/srv/web.qcow2"))
                        .cpus(2)
                        .memoryMib(512)
                        .diskGib(4)
                        .userData("#cloud-config")
                        .withoutSsh()
                        .waitFor(WaitCondition.port(80), Duration.ofSeconds(7))
                        .build());
    }

    @Test
    void kernelIsStartedDirectly() throws NoSuchFieldException {
        assertThat(spec("kernel").image().content())
                .isEqualTo(ThrowawaySpec.directBoot(Path.of("/srv/vmlinuz"), Path.of("/srv/initrd"))
                        .build()
                        .image()
                        .content());
    }

    @Test
    void contradictionsAndNonsenseAreRefused() {
        assertThatThrownBy(() -> spec("both")).isInstanceOf(ExtensionConfigurationException.class);
        assertThatThrownBy(() -> spec("nonsense"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("tomorrow");
        assertThatThrownBy(() -> spec("hasty")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void specShowsNoSecrets() throws NoSuchFieldException {
        assertThat(spec("full").toString()).doesNotContain("cloud-config");
    }
}
