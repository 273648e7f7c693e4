package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceDirectoriesTest {
    @ParameterizedTest
    @CsvSource({
        "serverIsReached, serverIsReached",
        "io.iaas.Outer$Inner, io.iaas.Outer$Inner",
        "a/b\\c, a_b_c",
        "'may be told, too', may_be_told__too",
        "..,_",
        "../../etc, _/../etc"
    })
    void namesBecomeNamesOfFiles(String name, String safe) {
        assertThat(EvidenceDirectories.safe(name)).isEqualTo(safe.replace("/", "_"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "/", "\0", "\u00e9\u4e2d"})
    void everyNameIsOnePlainFile(String name) {
        assertThat(EvidenceDirectories.safe(name)).matches("[A-Za-z0-9_$-][A-Za-z0-9_$.-]{0,99}");
        assertThat(EvidenceDirectories.safe(name.repeat(500))).matches("[A-Za-z0-9_$-][A-Za-z0-9_$.-]{0,99}");
    }
}
