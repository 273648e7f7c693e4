package io.iaas.examples.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The same functions, called from Python by a process that is started beforehand. */
final class PythonMaker implements Maker {
    /** The one that the distribution's binding is for. */
    private static final String INTERPRETER = "/usr/bin/python3";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final BareTemplate template;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    private BareGuest last;

    PythonMaker(String uri, String pool, BareTemplate template, Path directory) throws IOException {
        this.template = template;
        this.last = template.next();
        Path script = directory.resolve("bare.py");
        try (InputStream source = PythonMaker.class.getResourceAsStream("bare.py")) {
            Files.copy(Objects.requireNonNull(source), script);
        }
        Path seed = Files.write(directory.resolve("seed"), template.seed());
        process = new ProcessBuilder(INTERPRETER, script.toString(), uri, pool, seed.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
        orders = process.outputWriter();
        answer();
    }

    @Override
    public String name() {
        return "bare calls from Python";
    }

    @Override
    public Path create() {
        last = template.next();
        order("create");
        return last.console();
    }

    @Override
    public void delete() {
        order("delete");
    }

    private void order(String action) {
        try {
            orders.write(MAPPER.writeValueAsString(Map.of(
                    "action", action,
                    "name", last.name(),
                    "xml", last.xml(),
                    "diskName", last.diskName(),
                    "diskXml", last.diskXml(),
                    "seedName", last.seedName(),
                    "seedXml", last.seedXml(),
                    "console", last.console().toString())));
            orders.newLine();
            orders.flush();
            answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer() throws IOException {
        if (answers.readLine() == null) {
            throw new IOException("the Python process has ended");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
