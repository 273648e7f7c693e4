package io.iaas.examples.cli;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run of the command line in this process. */
record Invocation(int code, String out, String err) {

    static Invocation of(String... args) {
        return typing("", args);
    }

    /** Runs with lines on stdin. */
    static Invocation typing(String in, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = IaasCommand.run(
                PasswordSource.lines(new StringReader(in)), new PrintWriter(out), new PrintWriter(err), args);
        return new Invocation(code, out.toString(), err.toString());
    }

    /** Runs on a simulated host that lives beside the database, as a user would. */
    static Invocation on(Path database, String... args) {
        return of(Stream.concat(Stream.of("--db", database.toString(), "--hypervisor", "simulated"), Stream.of(args))
                .toArray(String[]::new));
    }

    /** Runs so that stdout is JSON, and reads it as exactly one document. */
    static JsonNode json(Path database, int code, String... args) {
        Invocation run =
                on(database, Stream.concat(Stream.of("--json"), Stream.of(args)).toArray(String[]::new));
        if (run.code() != code) {
            throw new AssertionError("exit code " + run.code() + " in place of " + code + ": " + run);
        }
        return JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readTree(run.out());
    }
}
