package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the smallest guest into caches of its own, with programs of the build replaced by some that fail. */
@Tag("guest")
class GuestBuildIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private GuestBuild build() {
        return build(Map.of(), LIMIT);
    }

    private GuestBuild build(Map<String, String> more, Duration limit) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("IAAS_CACHE", cache().toString());
        return new GuestBuild(environment, limit);
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    /** Puts a program before the one of that name. */
    private Map<String, String> with(String program, String script) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Files.writeString(bin.resolve(program), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(bin.resolve(program), PosixFilePermissions.fromString("rwx------"));
        return Map.of("PATH", bin + ":" + System.getenv("PATH"));
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> all = Files.walk(cache())) {
            return all.filter(path -> path.getFileName().toString().startsWith(".building")
                            || path.getFileName().toString().endsWith(".qcow2"))
                    .toList();
        }
    }

    @Test
    void imageIsBuiltOnceWhereTheScriptsLookForIt() throws Exception {
        Path built = build().directory(BuiltInImage.BOOT_SECTOR);
        Object made = Files.getLastModifiedTime(built.resolve("disk.qcow2"));

        ProcessBuilder script = new ProcessBuilder("../scripts/guest", "path", "d");
        script.environment().put("IAAS_CACHE", cache().toString());
        Process found = script.start();
        assertThat(new String(found.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(built.resolve("disk.qcow2").toString());
        assertThat(found.waitFor()).isZero();
        assertThat(build().directory(BuiltInImage.BOOT_SECTOR)).isEqualTo(built);
        assertThat((Object) Files.getLastModifiedTime(built.resolve("disk.qcow2")))
                .isEqualTo(made);
    }

    @Test
    void severalAtOnceHaveItBuiltOnce() throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Path log = directory.resolve("runs");
        Map<String, String> counting = with("nasm", "echo run >>" + log + "; exec /usr/bin/nasm \"$@\"");
        List<CompletableFuture<Path>> all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> build(counting, LIMIT).directory(BuiltInImage.BOOT_SECTOR), threads))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        // One call for each of the image's two variants.
        assertThat(Files.readAllLines(log)).hasSize(2);
        threads.shutdown();
    }

    @Test
    void missingPackageIsNamedAndNothingInstalled() throws IOException {
        Map<String, String> without =
                with("dpkg-query", "case \"$*\" in *' nasm') echo unknown;; *) exec /usr/bin/dpkg-query \"$@\";; esac");

        assertThatThrownBy(() -> build(without, LIMIT).directory(BuiltInImage.BOOT_SECTOR))
                .isInstanceOf(TestImageException.class)
                .hasMessageContainingAll("image 'boot-sector' cannot be built", "apt-get install nasm");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void missingRightIsTold() throws IOException {
        Map<String, String> user = new HashMap<>(with("id", "echo 1000"));
        user.putAll(with("sudo", "exit 1"));

        assertThatThrownBy(() -> build(user, LIMIT).directory(BuiltInImage.DEBIAN))
                .isInstanceOf(TestImageException.class)
                .hasMessageContaining("Building guest c needs root");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void whatAFailedToolSaidIsTold() throws IOException {
        Map<String, String> failing = with("nasm", "echo nasm: out of luck >&2; exit 3");

        assertThatThrownBy(() -> build(failing, LIMIT).directory(BuiltInImage.BOOT_SECTOR))
                .hasMessageContaining("nasm: out of luck");
        assertThat(leftovers()).isEmpty();
        assertThat(build().directory(BuiltInImage.BOOT_SECTOR).resolve("disk.qcow2"))
                .exists();
    }

    @Test
    void buildThatDoesNotEndIsEndedWithAllItsProcesses() throws IOException {
        Path pid = directory.resolve("pid");
        Map<String, String> hanging = with("nasm", "echo $$ >" + pid + "; exec sleep 1000");
        Duration hasty = Duration.ofSeconds(5);

        assertThatThrownBy(() -> build(hanging, hasty).directory(BuiltInImage.BOOT_SECTOR))
                .hasMessageContaining("not built within PT5S");

        long process = Long.parseLong(Files.readString(pid).strip());
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(build().directory(BuiltInImage.BOOT_SECTOR).resolve("disk.qcow2"))
                .exists();
    }
}
