package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.identity.KeyPair;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.StoredKeyPair;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class KeyPairRepositoryContract extends DatabaseTest {
    private static final KeyPair KEY = KeyPair.generate("alice on her laptop").publicKey();

    @Test
    void keyPairIsFoundByNameAndFingerprintInItsProjectOnly() {
        StoredKeyPair laptop = insert(OTHER, "laptop", KEY);

        assertThat(found(OTHER, "laptop")).contains(laptop);
        assertThat(byFingerprint(OTHER, KEY)).contains(laptop);
        assertThat(found(Project.DEFAULT, "laptop")).isEmpty();
        assertThat(byFingerprint(Project.DEFAULT, KEY)).isEmpty();
        assertThat(byFingerprint(OTHER, KeyPair.generate("").publicKey())).isEmpty();
    }

    @Test
    void ofSeveralNamesOfAKeyTheFirstIsFound() {
        insert(OTHER, "b", KEY);
        insert(OTHER, "a", KEY);

        assertThat(byFingerprint(OTHER, KEY)).map(StoredKeyPair::name).contains("a");
    }

    @Test
    void namesAreUniqueInTheirProjectOnly() {
        insert(OTHER, "laptop", KEY);
        insert(Project.DEFAULT, "laptop", KEY);

        assertFails(ErrorCode.NAME_TAKEN, () -> insert(OTHER, "laptop", KEY));
    }

    @Test
    void listGoesByNamePageByPage() {
        for (String name : new String[] {"c", "a", "b", "B"}) {
            insert(OTHER, name, KEY);
        }
        insert(Project.DEFAULT, "d", KEY);

        Page<StoredKeyPair> first = list(PageRequest.first(3));
        Page<StoredKeyPair> second =
                list(PageRequest.first(3).after(first.next().orElseThrow()));

        assertThat(first.items()).extracting(StoredKeyPair::name).containsExactly("B", "a", "b");
        assertThat(second.items()).extracting(StoredKeyPair::name).containsExactly("c");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void deleteTellsWhetherThereWasOneInTheProject() {
        insert(OTHER, "laptop", KEY);

        assertThat(changed(session -> session.identity().keyPairs().delete(Project.DEFAULT, "laptop")))
                .isFalse();
        assertThat(changed(session -> session.identity().keyPairs().delete(OTHER, "laptop")))
                .isTrue();
        assertThat(changed(session -> session.identity().keyPairs().delete(OTHER, "laptop")))
                .isFalse();
        assertThat(found(OTHER, "laptop")).isEmpty();
        assertThat(byFingerprint(OTHER, KEY)).isEmpty();
    }

    @Test
    void keyPairsGoWithTheirProjectAndNeedOne() {
        insert(OTHER, "laptop", KEY);
        writing(session -> session.projects().delete(OTHER));

        assertThat(found(OTHER, "laptop")).isEmpty();
        assertThatThrownBy(() -> insert(new ProjectId(new UUID(9, 9)), "laptop", KEY))
                .isInstanceOf(IllegalStateException.class);
    }

    private StoredKeyPair insert(ProjectId project, String name, KeyPair key) {
        StoredKeyPair pair = new StoredKeyPair(name, key, start());
        writing(session -> session.identity().keyPairs().insert(project, pair));
        return pair;
    }

    private Optional<StoredKeyPair> found(ProjectId project, String name) {
        return found(session -> session.identity().keyPairs().find(project, name));
    }

    private Optional<StoredKeyPair> byFingerprint(ProjectId project, KeyPair key) {
        return found(session -> session.identity().keyPairs().findByFingerprint(project, key.fingerprint()));
    }

    private Page<StoredKeyPair> list(PageRequest page) {
        return read(session -> session.identity().keyPairs().list(OTHER, page));
    }
}
