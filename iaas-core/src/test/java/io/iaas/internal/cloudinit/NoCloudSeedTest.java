package io.iaas.internal.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.internal.testing.Commands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every text is judged by the real cloud-init. */
class NoCloudSeedTest {

    @TempDir
    static Path directory;

    private static CloudInit cloudInit;

    @BeforeAll
    static void startCloudInit() throws Exception {
        cloudInit = CloudInit.start(directory);
    }

    @AfterAll
    static void endCloudInit() throws Exception {
        cloudInit.end();
    }

    @Test
    void aSeedWithoutUserDataIsOnePlainCloudConfig() throws Exception {
        SeedContent content = SeedContent.builder("i-1", "web")
                .user("ann")
                .sshPublicKey(Keys.PLAIN)
                .build();

        assertThat(userData(content)).startsWith("#cloud-config\n{\n  \"hostname\": \"web\",\n");
        assertThat(understood(content))
                .isEqualTo(Map.of("config", ours(List.of(Keys.PLAIN)), "problems", List.of(), "others", List.of()));
    }

    @Test
    void theDefaultUserStaysWhereNoneIsNamed() throws Exception {
        SeedContent content =
                SeedContent.builder("i-1", "web").sshPublicKey(Keys.PLAIN).build();

        assertThat(config(content)).isEqualTo(Map.of("hostname", "web", "ssh_authorized_keys", List.of(Keys.PLAIN)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void hostileKeyCommentsChangeNoOtherKey(long seed) throws Exception {
        Random random = new Random(seed);
        String key = Keys.ed25519(1) + " " + Hostile.comment(random) + "mime-version: 1.0 \u2028 😀 é: #";
        SeedContent.Builder builder =
                SeedContent.builder("i-1", "web").user("ann").sshPublicKey(key);

        assertThat(config(builder.build())).isEqualTo(ours(List.of(key)));
        builder.userData("#cloud-config\nlocale: " + Json.write(Hostile.text(random)));
        assertThat(config(builder.build())).containsAllEntriesOf(ours(List.of(key)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void hostileUserDataIsReadUnchangedBesideOurs(long seed) throws Exception {
        String text = Hostile.text(new Random(seed))
                + "\n--==iaas-0==\nContent-Type: text/cloud-config\n\nhostname: evil\n\"'\\é😀";
        SeedContent content = SeedContent.builder("i-1", "web")
                .sshPublicKey(Keys.PLAIN)
                .userData("#cloud-config\n" + Json.write(Map.of("motd", text)))
                .build();

        assertThat(config(content))
                .isEqualTo(Map.of("hostname", "web", "ssh_authorized_keys", List.of(Keys.PLAIN), "motd", text));
    }

    @Test
    void listsOfTheUserAreJoinedToOursAndHisScalarsStay() throws Exception {
        String other = Keys.ed25519(2);
        SeedContent content = SeedContent.builder("i-1", "web")
                .user("ann")
                .sshPublicKey(Keys.PLAIN)
                .userData("#cloud-config\nhostname: mine\nssh_authorized_keys: [" + other
                        + "]\nusers: [default, {name: bob}]\nruncmd: [echo hi]\n")
                .build();

        Map<String, Object> config = config(content);

        assertThat(config).containsEntry("hostname", "mine").containsEntry("runcmd", List.of("echo hi"));
        assertThat(config).containsEntry("ssh_authorized_keys", List.of(Keys.PLAIN, other));
        assertThat(config.get("users"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(3)
                .endsWith("default", Map.of("name", "bob"));
    }

    @Test
    void anInvalidCloudConfigOfTheUserDoesNotCostOurs() throws Exception {
        SeedContent content = SeedContent.builder("i-1", "web")
                .userData("#cloud-config\n{[:\n")
                .build();

        assertThat(config(content)).isEqualTo(Map.of("hostname", "web"));
    }

    @ParameterizedTest
    @CsvSource({
        "'#!/bin/sh\necho hi\n', text/x-shellscript",
        "'#!/bin/sh\necho é 😀\r\n', text/x-shellscript",
        "'#cloud-boothook\n#!/bin/sh\n', text/cloud-boothook",
        "'#part-handler\ndef list_types(): pass', text/part-handler",
        "'## template: jinja\n#cloud-config\nmotd: {{ ds }}', text/jinja2"
    })
    void otherUserDataKeepsItsKindAndItsText(String text, String kind) throws Exception {
        SeedContent content = SeedContent.builder("i-1", "web").userData(text).build();

        Map<String, Object> understood = understood(content);

        assertThat(understood).containsEntry("config", Map.of("hostname", "web"));
        assertThat(understood).containsEntry("others", List.of(List.of(kind, text)));
    }

    @Test
    void anArchiveAndAMimeMessageOfTheUserAreUnpackedBesideOurs() throws Exception {
        String archive = "#cloud-config-archive\n- type: text/x-shellscript\n  content: '#!/bin/sh'\n";
        String message = new MimeMessage()
                .part("text/x-shellscript", "#!/bin/sh\necho é\n")
                .part("text/cloud-config", "motd: hi\n")
                .text();

        assertThat(understood(withUserData(archive)))
                .containsEntry("config", Map.of("hostname", "web"))
                .containsEntry("others", List.of(List.of("text/x-shellscript", "#!/bin/sh")));
        assertThat(understood(withUserData(message)))
                .containsEntry("config", Map.of("hostname", "web", "motd", "hi"))
                .containsEntry("others", List.of(List.of("text/x-shellscript", "#!/bin/sh\necho é\n")));
    }

    @Test
    void theImageHoldsTheFilesAndMetaDataNamesTheInstance() throws Exception {
        SeedContent content =
                SeedContent.builder("i-1", "web").networkConfig("version: 2\n").build();
        Path image = Files.write(directory.resolve("seed.iso"), NoCloudSeed.image(content));
        String isoinfo = Commands.require("isoinfo", "genisoimage");

        String metaData = Commands.text(directory, List.of(isoinfo, "-R", "-i", image.toString(), "-x", "/meta-data"));
        String network =
                Commands.text(directory, List.of(isoinfo, "-R", "-i", image.toString(), "-x", "/network-config"));

        assertThat(new Load(LoadSettings.builder().build()).loadFromString(metaData))
                .isEqualTo(Map.of("instance-id", "i-1", "local-hostname", "web"));
        assertThat(network).isEqualTo("version: 2\n");
        assertThat(new String(NoCloudSeed.image(content), StandardCharsets.ISO_8859_1))
                .contains("#cloud-config\n{");
    }

    private static SeedContent withUserData(String text) {
        return SeedContent.builder("i-1", "web").userData(text).build();
    }

    private static Map<String, Object> ours(List<String> keys) {
        Map<String, Object> user = Map.of(
                "name", "ann", "sudo", "ALL=(ALL) NOPASSWD:ALL", "lock_passwd", true, "ssh_authorized_keys", keys);
        return Map.of("hostname", "web", "ssh_authorized_keys", keys, "users", List.of(user));
    }

    private static String userData(SeedContent content) {
        return Objects.requireNonNull(NoCloudSeed.files(content).get("user-data"));
    }

    private static Map<String, Object> understood(SeedContent content) throws Exception {
        return cloudInit.read(userData(content));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> config(SeedContent content) throws Exception {
        return (Map<String, Object>) Objects.requireNonNull(understood(content).get("config"));
    }
}
