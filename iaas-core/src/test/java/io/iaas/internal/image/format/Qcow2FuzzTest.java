package io.iaas.internal.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.iaas.internal.testing.Commands;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sound images of the real qemu-img with a few fields changed by chance: every answer is an acceptance or a rejection,
 * comes soon, and what is accepted names no other file to the real qemu-img. By default 150 changes of each kind of image,
 * with {@code -Diaas.profile=long} twenty times as many, and with {@code -Diaas.fuzz.seed=N} from that seed on.
 */
class Qcow2FuzzTest {
    private static final long SEED = Long.getLong("iaas.fuzz.seed", 20260101);
    private static final int ROUNDS = "long".equals(System.getProperty("iaas.profile")) ? 3_000 : 150;
    /** Each takes some 15 ms. */
    private static final int SHOWN_TO_QEMU = ROUNDS / 5;

    private static final long MOST_READ = 64L << 20;
    /** What fields of the format are likely to trip over. */
    private static final long[] NUMBERS = {
        0, 1, -1, 2, 4, 8, 512, 65_536, 1L << 31, 1L << 32, 1L << 40, 1L << 62, 1L << 63, Long.MAX_VALUE, 0xe2792acaL
    };

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lazy_refcounts=on",
                "compat=0.10",
                "cluster_size=512",
                "extended_l2=on",
                "preallocation=metadata"
            })
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void changedImageIsRefusedOrNamesNoOtherFile(String options) throws Exception {
        byte[] sound = image(options);
        int shown = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            byte[] changed = change(sound, new Random(seed));
            if (answer(changed, seed).isEmpty()) {
                refused++;
            } else if (shown < SHOWN_TO_QEMU) {
                shown++;
                assertNamesNoOther(changed, seed);
            }
        }
        assertThat(refused).as("refused of those changed from seed %d on", SEED).isPositive();
        assertThat(shown).as("accepted of those changed from seed %d on", SEED).isPositive();
    }

    private static Optional<InspectedImage> answer(byte[] image, long seed) throws Exception {
        MemoryChannel channel = new MemoryChannel(image);
        try {
            return Optional.of(ImageInspector.inspect(channel, InspectionLimits.defaults()));
        } catch (ImageRejection rejection) {
            assertThat(rejection).as("seed %d", seed).hasMessageStartingWith("The image");
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            assertThat(channel.bytesRead()).as("bytes read, seed %d", seed).isLessThan(MOST_READ);
        }
    }

    private void assertNamesNoOther(byte[] image, long seed) throws Exception {
        Path file = Files.write(directory.resolve("accepted"), image);
        boolean qcow2 = Arrays.equals(Arrays.copyOf(image, 4), new byte[] {'Q', 'F', 'I', (byte) 0xfb});
        String format = qcow2 ? "qcow2" : "raw";
        List<String> command = List.of(
                Commands.require("qemu-img", "qemu-utils"), "info", "--output=json", "-f", format, file.toString());
        assertThatCode(() -> assertThat(Commands.text(directory, command))
                        .as("seed %d", seed)
                        .doesNotContain("backing", "data-file", "\"encrypted\": true", "snapshots"))
                .as("seed %d", seed)
                .doesNotThrowAnyException();
    }

    /** Changes one to three places, most of them in the header and at the beginnings of tables. */
    private static byte[] change(byte[] sound, Random random) {
        byte[] image = sound.clone();
        for (int count = random.nextInt(3); count >= 0; count--) {
            int place = place(image, random);
            switch (random.nextInt(4)) {
                case 0 -> image[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> ByteBuffer.wrap(image).putInt(place, (int) number(random));
                case 2 -> ByteBuffer.wrap(image).putLong(place, number(random));
                default -> image = Arrays.copyOf(image, Math.max(image.length - random.nextInt(4096), 200));
            }
        }
        return image;
    }

    private static int place(byte[] image, Random random) {
        ByteBuffer header = ByteBuffer.wrap(image);
        long[] beginnings = {0, 0, 72, 104, header.getLong(40), header.getLong(48), random.nextInt(image.length)};
        long place = beginnings[random.nextInt(beginnings.length)] + 4L * random.nextInt(20);
        return (int) Math.floorMod(place, (long) image.length - 8);
    }

    private static long number(Random random) {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        return random.nextBoolean() ? number : number + random.nextInt(1 << 20);
    }

    private byte[] image(String options) throws Exception {
        byte[] content = new byte[300_032];
        new Random(1).nextBytes(content);
        Path raw = Files.write(directory.resolve("raw"), content);
        Path image = directory.resolve("sound");
        Commands.run(
                directory,
                Map.of(),
                List.of(
                        Commands.require("qemu-img", "qemu-utils"),
                        "convert",
                        "-f",
                        "raw",
                        "-O",
                        "qcow2",
                        "-o",
                        options,
                        raw.toString(),
                        image.toString()));
        return Files.readAllBytes(image);
    }
}
