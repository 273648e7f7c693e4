package io.iaas.libvirt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs that are installed on this machine, also those that only root has on its path. */
final class HostPrograms {
    private static final List<String> DIRECTORIES =
            List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/local/bin");

    private HostPrograms() {}

    static boolean isInstalled(String program) {
        return DIRECTORIES.stream().anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
