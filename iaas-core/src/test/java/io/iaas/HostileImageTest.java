package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.image.ImageSpec;
import io.iaas.internal.image.format.HostileImages;
import io.iaas.memory.SimulatedCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hostile image is refused by what is in it, before a host hears of it. */
class HostileImageTest {
    @TempDir
    Path directory;

    static Stream<String> wrongs() {
        return HostileImages.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void hostileImageIsRefusedBeforeAHostHearsOfIt(String wrong) throws IOException {
        byte[] content = HostileImages.all().get(wrong);
        Path file = Files.write(directory.resolve("image"), content);
        try (Cloud cloud = Cloud.empty()) {
            Set<SimulatedCall> calls = ConcurrentHashMap.newKeySet();
            cloud.hypervisor.listen((call, point) -> calls.add(call));

            assertRefused(cloud, ImageSpec.disk("hostile", file));
            assertRefused(cloud, ImageSpec.disk("hostile", new ByteArrayInputStream(content)));
            // Who says that it is a raw disk does not get it either.
            assertRefused(cloud, ImageSpec.disk("hostile", file).withFormat(DiskFormat.RAW));

            assertThat(calls).doesNotContain(SimulatedCall.CREATE_VOLUME, SimulatedCall.UPLOAD_VOLUME);
            assertThat(cloud.iaas.images().find("hostile")).isEqualTo(Optional.empty());
            assertThat(cloud.ledger()).isEmpty();
            assertThat(file).hasBinaryContent(content);
        }
    }

    @Test
    void fileThatIsAnotherOneWhenItIsBroughtToTheHostIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("image"), new byte[1 << 16]);
        FileTime before = Files.getLastModifiedTime(file);
        try (Cloud cloud = Cloud.empty()) {
            cloud.hypervisor.listen((call, point) -> {
                if (call == SimulatedCall.CREATE_VOLUME) {
                    replace(file, HostileImages.all().getOrDefault("VMDK descriptor", new byte[0]), before);
                }
            });

            assertThatThrownBy(() ->
                            cloud.iaas.images().importFile("hostile", file).await(PATIENCE))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_INPUT)
                    .hasMessageContaining("was changed while it was being imported");

            assertThat(cloud.snapshot().volumes()).isEmpty();
        }
    }

    /** Leaves the length, the identity and the time of the file as they were. */
    private static void replace(Path file, byte[] content, FileTime time) {
        try {
            Files.write(file, content);
            Files.setLastModifiedTime(file, time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(Cloud cloud, ImageSpec spec) {
        assertThatThrownBy(() -> cloud.iaas.images().importImage(spec).await(PATIENCE))
                .hasFieldOrPropertyWithValue("code", ErrorCode.IMAGE_REJECTED)
                .hasMessageContaining("hostile")
                .hasMessageNotContaining("shadow");
    }
}
