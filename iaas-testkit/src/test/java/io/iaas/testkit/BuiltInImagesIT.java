package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.WaitCondition;
import io.iaas.image.ImageSpec;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The images of the library boot. */
@Tag("guest")
class BuiltInImagesIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @BeforeAll
    static void useTranslator() {
        Guests.useTranslator();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TINY_UEFI")
    void imageBootsAndWritesToItsConsole(BuiltInImage image) {
        ImageSpec spec = TestImages.builtIn(image);
        try (ThrowawayVm vm = ThrowawayVms.start(ThrowawaySpec.image(spec)
                .memoryMib(384)
                .waitFor(WaitCondition.console("\\w"), LIMIT)
                .build())) {
            assertThat(vm.console()).isNotEmpty();
        }
    }

    @Test
    void annotationNamesAnImage(@Throwaway(image = "builtin:boot-sector", memoryMib = 16) ThrowawayVm vm) {
        assertThat(vm.vm().flavor().memoryMib()).isEqualTo(16);
    }
}
