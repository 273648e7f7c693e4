package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SNIPPET = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TYPE =
            Pattern.compile("^(public |final |abstract )*(class|record|interface) (\\w+)", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");

    @TempDir
    private Path classes;

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> all =
                    docs.filter(file -> file.toString().endsWith(".md")).toList();
            return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")), all.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyJavaSnippetCompiles(Path document) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        Matcher snippets = SNIPPET.matcher(Files.readString(document));
        while (snippets.find()) {
            sources.add(source(snippets.group(1), sources.size()));
        }

        assertThat(sources.isEmpty() ? List.of() : compile(sources)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFile(Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            if (!Files.exists(document.resolveSibling(links.group(1)))) {
                broken.add(links.group(1));
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void theReadmeShowsCode() throws IOException {
        assertThat(SNIPPET.matcher(Files.readString(ROOT.resolve("README.md"))).find())
                .isTrue();
    }

    @Test
    void aSnippetThatDoesNotCompileIsFound() {
        assertThat(compile(List.of(source("iaas.compute().creates();\n", 0))))
                .singleElement()
                .asString()
                .contains("creates");
    }

    private List<String> compile(List<JavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        compiler.getTask(null, null, diagnostics, options, null, sources).call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    /** Whole types stay as they are; methods and statements find the variables that the text speaks of as fields. */
    private static JavaFileObject source(String snippet, int number) {
        Matcher type = TYPE.matcher(snippet);
        boolean whole = type.find();
        String name = whole ? type.group(3) : "Snippet" + number;
        String body = whole
                ? snippet
                : "abstract class " + name + " {\n"
                        + "Iaas iaas; Image image; Vm vm; KeyPair key; Operation<Vm> create;\n"
                        + (snippet.startsWith("static ")
                                ? snippet
                                : "void run() throws Exception {\n" + snippet + "}\n")
                        + "}\n";
        return new Text(name, imports(snippet) + body);
    }

    private static String imports(String snippet) {
        if (snippet.contains("import ")) {
            return "";
        }
        return Stream.of(
                        "io.iaas.*",
                        "io.iaas.audit.*",
                        "io.iaas.compute.*",
                        "io.iaas.error.*",
                        "io.iaas.event.*",
                        "io.iaas.host.*",
                        "io.iaas.identity.*",
                        "io.iaas.image.*",
                        "io.iaas.libvirt.*",
                        "io.iaas.memory.*",
                        "io.iaas.micrometer.*",
                        "io.iaas.network.*",
                        "io.iaas.operation.*",
                        "io.iaas.page.*",
                        "io.iaas.persistence.mybatis.*",
                        "io.iaas.quota.*",
                        "io.iaas.reconcile.*",
                        "io.iaas.spi.hypervisor.*",
                        "io.iaas.spi.observe.*",
                        "io.iaas.spi.repository.*",
                        "io.iaas.testkit.*",
                        "io.iaas.testkit.tck.*",
                        "io.micrometer.core.instrument.*",
                        "io.micrometer.core.instrument.simple.*",
                        "java.net.*",
                        "java.nio.file.*",
                        "java.time.*",
                        "java.util.*")
                .map(each -> "import " + each + "; ")
                .reduce("", String::concat)
                .concat("\n");
    }

    /** A source file in memory. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
