package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Public images and flavors, by the command line. */
class PublicityCommandTest {
    @TempDir
    private Path directory;

    private Path database;

    @BeforeEach
    void publishAnImageAndAFlavor() throws IOException {
        database = BlankImage.importedIn(directory);
        Invocation.json(database, 0, "project", "create", "shop");
        Invocation.json(database, 0, "image", "publish", "blank");
        Invocation.json(database, 0, "flavor", "publish", "tiny");
    }

    @Test
    void machineOfAnotherProjectIsMadeOfThem() {
        assertThat(names(shop(0, "image", "list"))).isEmpty();
        assertThat(names(shop(0, "image", "list", "--public"))).containsExactly("blank");
        assertThat(names(shop(0, "flavor", "list"))).containsExactly("tiny");
        assertThat(names(shop(0, "flavor", "list", "--public"))).containsExactly("tiny");
        shop(0, "vm", "create", "web", "--image", "blank", "--flavor", "tiny");

        Invocation refused = Invocation.on(database, "flavor", "delete", "tiny");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("flavor 'tiny' is public; unpublish it first");
    }

    @Test
    void whatIsTakenBackIsNotThereForOthers() {
        Invocation.json(database, 0, "image", "unpublish", "blank");
        Invocation.json(database, 0, "flavor", "unpublish", "tiny");

        assertThat(names(shop(0, "flavor", "list"))).isEmpty();
        assertThat(shop(1, "image", "show", "blank").path("error").path("code").asString())
                .isEqualTo("NOT_FOUND");
    }

    private JsonNode shop(int code, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--project";
        all[1] = "shop";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Invocation.json(database, code, all);
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path("name").asString())
                .toList();
    }
}
