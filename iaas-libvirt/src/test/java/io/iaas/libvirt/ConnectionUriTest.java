package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.InvalidInputException;
import io.iaas.host.HostId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUriTest {
    @ParameterizedTest
    @CsvSource({
        "qemu:///system, QEMU_SYSTEM, local",
        "qemu:///session, QEMU_SESSION, local",
        "qemu+unix:///system?socket=/run/libvirt/libvirt-sock, QEMU_SYSTEM, local",
        "qemu+ssh://root@host.example/system?keyfile=/k, QEMU_SYSTEM, host.example",
        "qemu+libssh2://host:2222/system, QEMU_SYSTEM, host",
        "qemu://10.0.0.1/system?pkipath=/pki, QEMU_SYSTEM, 10.0.0.1",
        "qemu+tls://[fd00::1]/system, QEMU_SYSTEM, fd00-1",
        "test:///default, TEST, local",
        "test+unix:///default?socket=/s, TEST, local"
    })
    void safeUriIsTaken(String uri, ConnectionUri.Driver driver, String hostId) {
        assertThat(ConnectionUri.parse(uri, false).driver()).isEqualTo(driver);
        try (LibvirtHypervisor host =
                LibvirtHypervisor.builder(uri).poolDirectory(Path.of("/pool")).build()) {
            assertThat(host.hostId()).isEqualTo(new HostId(hostId));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "qemu",
                "qemu:///",
                "qemu:///embed?root=/x",
                "xen:///system",
                "qemu+ext:///system?command=/bin/sh",
                "qemu+ext://host/system",
                "qemu+ssh://host/system?command=/bin/sh",
                "qemu+ssh://host/system?netcat=sh",
                "qemu+ssh://host/system?no_verify=1",
                "qemu+ssh://host/system?known_hosts_verify=ignore",
                "qemu+ssh://host/system?keyfile=/k&command=x",
                "qemu+ssh://host/system?keyfile=/k;command=x",
                "qemu+ssh://-oProxyCommand=sh/system",
                "qemu+ssh://-o@host/system",
                "qemu+ssh://user:secret@host/system",
                "qemu+ssh:///system",
                "qemu+unix://host/system",
                "qemu://host/system?no_verify=1",
                "qemu:///system#x",
                "qemu+tcp://host/system",
                "qemu+TCP://host/system",
                "qemu:///sys tem",
                "test:///"
            })
    void unsafeOrUnsupportedUriIsRefused(String uri) {
        assertThatThrownBy(() -> LibvirtHypervisor.connect(uri))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("libvirt URI: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void unencryptedTcpIsTakenWhenItIsAllowed() {
        assertThat(ConnectionUri.parse("qemu+tcp://host/system", true).host()).contains("host");
        assertThatThrownBy(() -> ConnectionUri.parse("qemu+tcp://host/system", false))
                .hasMessageContaining("allowUnencryptedTcp");
    }

    @Test
    void sshNeverAsksAtATerminal() {
        assertThat(ConnectionUri.parse("qemu+ssh://host/system", false).forLibvirt())
                .isEqualTo("qemu+ssh://host/system?no_tty=1");
        assertThat(ConnectionUri.parse("qemu+ssh://host/system?keyfile=/k", false)
                        .forLibvirt())
                .isEqualTo("qemu+ssh://host/system?keyfile=/k&no_tty=1");
        assertThat(ConnectionUri.parse("qemu:///system", false).forLibvirt()).isEqualTo("qemu:///system");
    }
}
