package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.Iaas;
import io.iaas.compute.VmSpec;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.examples.reliability.LogCapture;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine or a server was told in confidence is searched for in all that the library says and keeps. */
class SecretsTest {
    private static final String PASSWORD = "canary-password-81c2";
    private static final String WIFI = "canary-network-44d0";
    private static final String PRIVATE_KEY = "canary-private-key-9e1b";
    private static final String SIGNATURE = "canary-signature-5c77";
    private static final String[] SECRETS = {PASSWORD, WIFI, PRIVATE_KEY, SIGNATURE};

    private static final String USER_DATA = """
            #cloud-config
            chpasswd: {expire: false, users: [{name: root, password: %s, type: text}]}
            ssh_keys: {ed25519_private: "-----BEGIN OPENSSH PRIVATE KEY----- %s"}
            """.formatted(PASSWORD, PRIVATE_KEY);
    private static final String NETWORK = "version: 2\nwifis: {w0: {access-points: {x: {password: " + WIFI + "}}}}\n";

    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();
    private Path database = Path.of("");

    @BeforeEach
    void choose() {
        database = directory.resolve("iaas.db");
    }

    @Test
    void secretsAreInNoLogNoMessageNoEventAndAfterUseInNoByteOfTheDatabase() throws IOException {
        Path disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]);
        Path log = directory.resolve("log");
        SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
        try (LogCapture capture = new LogCapture(log);
                Iaas iaas = Iaas.builder()
                        .repositories(MyBatisRepositories.sqlite(database))
                        .hypervisor(hypervisor)
                        .build()) {
            told.add(capture.toString());
            iaas.images().importFile("disk", disk).await();
            told.add(iaas.compute().create(spec("good")).await().toString());
            hypervisor
                    .faults()
                    .inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED)
                            .forever());
            fails(() -> iaas.compute().create(spec("bad")).await());
            fails(() -> iaas.images()
                    .importImage(ImageSpec.disk("far", URI.create("https://127.0.0.1:1/x?signature=" + SIGNATURE)))
                    .await());
            // Refused before there is an operation.
            fails(() -> iaas.compute().create(spec("good")));
            listen(iaas);
        }
        assertThat(told)
                .hasSizeGreaterThan(8)
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRETS));
        assertThat(Files.readString(log)).isNotEmpty().doesNotContain(SECRETS);
        assertThat(bytesOfTheDatabase()).contains("good").doesNotContain(SECRETS);
    }

    private VmSpec spec(String name) {
        VmSpec spec = VmSpec.named(name)
                .image("disk")
                .flavor("tiny")
                .userData(USER_DATA)
                .networkConfig(NETWORK)
                .build();
        told.add(spec.toString());
        return spec;
    }

    private void fails(Runnable call) {
        IaasException failure = catchThrowableOfType(IaasException.class, call::run);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        told.add(trace.toString());
    }

    private void listen(Iaas iaas) {
        iaas.operations()
                .list(OperationQuery.all(), PageRequest.first(100))
                .items()
                .forEach(operation -> {
                    told.add(operation.toString());
                    told.add(iaas.operations().journal(operation.id()).toString());
                });
        told.add(iaas.events().list(iaas.events().beginning(), 100).toString());
        told.add(iaas.doctor().toString());
    }

    private String bytesOfTheDatabase() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            StringBuilder bytes = new StringBuilder();
            for (Path file : files.filter(each -> each.toString().startsWith(database.toString()))
                    .toList()) {
                bytes.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return bytes.toString();
        }
    }
}
