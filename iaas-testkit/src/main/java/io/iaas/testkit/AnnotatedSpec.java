package io.iaas.testkit;

import io.iaas.compute.WaitCondition;
import io.iaas.image.ImageSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads what an annotation says. */
final class AnnotatedSpec {
    private static final Pattern PARAMETER = Pattern.compile("\\$\\{([^}]*)}");

    private AnnotatedSpec() {}

    /**
     * Returns the spec.
     *
     * @param parameters JUnit's configuration parameters
     */
    static ThrowawaySpec of(Throwaway wanted, Function<String, Optional<String>> parameters) {
        ThrowawaySpec.Builder spec = image(wanted, parameters)
                .cpus(wanted.cpus())
                .memoryMib(wanted.memoryMib())
                .diskGib(wanted.diskGib())
                .waitFor(WaitCondition.parse(wanted.waitFor()), Duration.ofSeconds(wanted.waitSeconds()));
        if (wanted.reset()) {
            spec.resettable();
        }
        if (!wanted.ssh()) {
            spec.withoutSsh();
        }
        if (!wanted.userData().isEmpty()) {
            spec.userData(wanted.userData());
        }
        return spec.build();
    }

    private static ThrowawaySpec.Builder image(Throwaway wanted, Function<String, Optional<String>> parameters) {
        boolean disk = !wanted.image().isEmpty();
        boolean kernel = !wanted.kernel().isEmpty() && !wanted.initrd().isEmpty();
        if (disk == kernel) {
            throw new ExtensionConfigurationException("@Throwaway needs either an image, or a kernel and its initrd");
        }
        if (wanted.image().startsWith(BuiltInImage.PREFIX)) {
            return ThrowawaySpec.image(builtIn(wanted.image().substring(BuiltInImage.PREFIX.length())));
        }
        return disk
                ? ThrowawaySpec.disk(path(wanted.image(), parameters))
                : ThrowawaySpec.directBoot(path(wanted.kernel(), parameters), path(wanted.initrd(), parameters));
    }

    private static ImageSpec builtIn(String word) {
        return TestImages.builtIn(BuiltInImage.named(word)
                .orElseThrow(() -> new ExtensionConfigurationException("@Throwaway names " + BuiltInImage.PREFIX + word
                        + ", and there are " + BuiltInImage.words() + " only")));
    }

    private static Path path(String text, Function<String, Optional<String>> parameters) {
        return Path.of(PARAMETER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(parameters
                        .apply(match.group(1))
                        .orElseThrow(() -> new ExtensionConfigurationException("@Throwaway names " + text
                                + ", and there is no configuration parameter '" + match.group(1) + "'")))));
    }
}
