package io.iaas.internal.image.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.InvalidInputException;
import io.iaas.image.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGateTest {
    private final AddressGate gate = new AddressGate(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.0.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "::ffff:0:7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "5f00::1",
                // As a name server's answer these are what the platform makes of them.
                "2130706433",
                "127.1"
            })
    void addressThatIsNotPublicIsClosed(String address) throws UnknownHostException {
        assertThat(gate.isOpen(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1"
            })
    void publicAddressIsOpen(String address) throws UnknownHostException {
        assertThat(gate.isOpen(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void allowedRangeIsOpenAndNothingBesideIt() throws UnknownHostException {
        AddressGate opened = new AddressGate(List.of(AddressRange.parse("10.1.0.0/16"), AddressRange.parse("fd00::5")));

        assertThat(opened.isOpen(InetAddress.getByName("10.1.255.255"))).isTrue();
        assertThat(opened.isOpen(InetAddress.getByName("fd00::5"))).isTrue();
        assertThat(opened.isOpen(InetAddress.getByName("10.2.0.0"))).isFalse();
        assertThat(opened.isOpen(InetAddress.getByName("fd00::4"))).isFalse();
        assertThat(opened.isOpen(InetAddress.getLoopbackAddress())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.1/8", "10.0.0.0/x", "::1/129", "1/8"})
    void textThatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(InvalidInputException.class);
    }
}
