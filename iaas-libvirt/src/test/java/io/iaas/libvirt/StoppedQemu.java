package io.iaas.libvirt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The QEMU of a machine, stopped as it stands: it answers nobody until this is closed. */
final class StoppedQemu implements AutoCloseable {
    private final ProcessHandle process;

    StoppedQemu(Machine machine) {
        process = ProcessHandle.allProcesses()
                .filter(each -> commandLine(each).contains(machine.ref().name()))
                .findFirst()
                .orElseThrow();
        signal("-STOP");
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + signal + " ended with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        signal("-CONT");
    }
}
