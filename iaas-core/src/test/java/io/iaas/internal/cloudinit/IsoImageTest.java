package io.iaas.internal.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.internal.testing.Commands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoImageTest {

    @TempDir
    Path directory;

    @Test
    void isoinfoSeesTheLabelAndBothExtensions() throws Exception {
        Path image = write(seedFiles(new Random(0)));

        assertThat(isoinfo("-d", "-i", image.toString()))
                .contains(
                        "Volume id: cidata\n",
                        "Joliet with UCS level 3 found",
                        "Rock Ridge signatures version 1 found");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void isoinfoReadsEveryFileByItsNameThroughBothExtensions(long seed) throws Exception {
        Map<String, byte[]> files = seedFiles(new Random(seed));
        Path image = write(files);

        assertThat(isoinfo("-R", "-f", "-i", image.toString()).lines().map(name -> name.substring(1)))
                .containsExactlyInAnyOrderElementsOf(files.keySet());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(isoinfoBytes("-R", "-i", image.toString(), "-x", "/" + file.getKey()))
                    .isEqualTo(file.getValue());
            assertThat(isoinfoBytes("-J", "-i", image.toString(), "-x", "/" + file.getKey()))
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void xorrisoExtractsFilesOfEverySizeUnchanged() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 2047, 2048, 2049, 4096, 3 << 20}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            files.put("file-of-" + size, content);
        }
        Path image = write(files);
        Path target = directory.resolve("extracted");

        Commands.run(
                directory,
                Map.of(),
                List.of(
                        Commands.require("xorriso", "xorriso"),
                        "-osirrox",
                        "on",
                        "-indev",
                        image.toString(),
                        "-extract",
                        "/",
                        target.toString()));

        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(target.resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
    }

    @Test
    void aDirectoryOfManySectorsIsReadWhole() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int number = 100; number < 160; number++) {
            files.put("a-name-of-28-characters-x" + number, new byte[] {(byte) number});
        }
        Path image = write(files);

        assertThat(isoinfo("-R", "-f", "-i", image.toString()).lines()).hasSize(60);
        assertThat(isoinfo("-J", "-f", "-i", image.toString()).lines()).hasSize(60);
        assertThat(isoinfoBytes("-R", "-i", image.toString(), "-x", "/a-name-of-28-characters-x159"))
                .isEqualTo(new byte[] {(byte) 159});
    }

    @Test
    void equalContentGivesEqualBytesInWholeSectors() {
        byte[] first = IsoImage.of("cidata", seedFiles(new Random(3)));

        assertThat(IsoImage.of("cidata", seedFiles(new Random(3)))).isEqualTo(first);
        assertThat(first.length % 2048).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", "A", "a b", "a\n", "-x", "a-name-that-is-too-long-for-iso"})
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> IsoImage.of("cidata", Map.of(name, new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesThatFallTogetherAreRefused() {
        assertThatThrownBy(() -> IsoImage.of("cidata", Map.of("a-b", new byte[0], "a.b", new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, byte[]> seedFiles(Random random) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of("meta-data", "user-data", "network-config")) {
            byte[] content = new byte[random.nextInt(10_000)];
            random.nextBytes(content);
            files.put(name, content);
        }
        return files;
    }

    private Path write(Map<String, byte[]> files) throws Exception {
        return Files.write(directory.resolve("seed.iso"), IsoImage.of("cidata", files));
    }

    private String isoinfo(String... options) throws Exception {
        return new String(isoinfoBytes(options), StandardCharsets.ISO_8859_1);
    }

    private byte[] isoinfoBytes(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Commands.require("isoinfo", "genisoimage"));
        command.addAll(List.of(options));
        return Commands.run(directory, Map.of(), command);
    }
}
