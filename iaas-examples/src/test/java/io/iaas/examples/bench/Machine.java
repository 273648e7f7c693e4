package io.iaas.examples.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What bounds every figure: the machine, and the versions of what is measured with. */
final class Machine {
    private static final long BYTES_A_MIB = 1 << 20;

    private Machine() {}

    /** Returns each fact by its name, in the order for people. */
    static Map<String, String> facts(Setting setting) throws IOException, InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", processor());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", Runtime.version().toString());
        facts.put("libvirt", firstLine("libvirtd", "--version"));
        facts.put("QEMU", firstLine("qemu-system-x86_64", "--version"));
        facts.put("file system", Files.getFileStore(setting.scratch()).type());
        facts.put("load before", Files.readString(Path.of("/proc/loadavg")).trim());
        return facts;
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String memory() throws IOException {
        long kib = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        return kib * 1024 / BYTES_A_MIB + " MiB";
    }

    private static String firstLine(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            process.waitFor();
            return line == null ? "unknown" : line;
        }
    }
}
