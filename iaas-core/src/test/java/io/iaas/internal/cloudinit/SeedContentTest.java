package io.iaas.internal.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedContentTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a.b", "a\nb", "a_b", "é"})
    void aHostNameThatIsNoLabelIsRefused(String name) {
        assertThatThrownBy(() -> SeedContent.builder("i-1", name).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host name");
    }

    @Test
    void aHostNameOf64CharactersIsRefused() {
        assertThat(SeedContent.builder("i-1", "a".repeat(63)).build().hostname())
                .hasSize(63);
        assertThatThrownBy(() -> SeedContent.builder("i-1", "a".repeat(64)).build())
                .hasMessageContaining("host name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0a", "-a", "a b", "a:b", "Ann", "ann\nroot"})
    void aUserNameThatNoSystemTakesIsRefused(String name) {
        assertThatThrownBy(() -> SeedContent.builder("i-1", "web").user(name).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "ssh-ed25519 not*base64",
                "command=\"x\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA a\nb",
                "-----BEGIN OPENSSH PRIVATE KEY-----"
            })
    void whatIsNoWholePublicKeyIsRefusedWithoutQuotingIt(String key) {
        assertThatThrownBy(() ->
                        SeedContent.builder("i-1", "web").sshPublicKey(key).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "An SSH public key is one line 'type base64 comment' as in id_ed25519.pub, without options");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "echo hi", "hostname: x", "#comment", "Content-Type: text/x\n\nno version", "a\0b"})
    void userDataThatCloudInitWouldIgnoreIsRefused(String text) {
        assertThatThrownBy(
                        () -> SeedContent.builder("i-1", "web").userData(text).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user-data");
    }

    @Test
    void itsTextShowsNoSecret() {
        SeedContent content = SeedContent.builder("i-1", "web")
                .sshPublicKey(Keys.PLAIN)
                .userData("#cloud-config\npassword: canary\n")
                .build();

        assertThat(content).hasToString("SeedContent[instanceId=i-1, hostname=web]");
    }
}
