package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.host.Finding;

/** Knows why a connection fails, and what helps. */
final class ConnectionCure {
    private ConnectionCure() {}

    static Finding finding(String subject, ConnectionUri uri, IaasException failure) {
        return Finding.error(subject, failure.getMessage() + ".", cure(uri, failure));
    }

    private static String cure(ConnectionUri uri, IaasException failure) {
        String words = String.valueOf(failure.getMessage());
        if (words.contains("not installed")) {
            return "Install libvirt, as root: apt-get install libvirt-daemon-system libvirt-clients qemu-system-x86"
                    + " dnsmasq-base.";
        }
        if (failure.code() == ErrorCode.HYPERVISOR_TIMEOUT) {
            return "Something listens there but does not answer: restart libvirtd on the host, and look into its log.";
        }
        if (isAny(words, "Permission denied", "authentication", "polkit", "access denied")) {
            return uri.isLocal()
                    ? "Join the libvirt group (usermod -aG libvirt <user>, then log in again), or use qemu:///session,"
                            + " which needs no rights."
                    : "Check the user, the key or the certificate that the URI names.";
        }
        if (isAny(words, "No such file or directory", "Connection refused")) {
            return "Start libvirt on the host, as root: systemctl start libvirtd (or virtqemud.socket, virtnetworkd.socket"
                    + " and virtstoraged.socket where libvirt is split); without libvirt, install it first: apt-get install"
                    + " libvirt-daemon-system qemu-system-x86 dnsmasq-base.";
        }
        return "Try 'virsh -c " + uri + " uri' on this machine, and cure what it says.";
    }

    private static boolean isAny(String words, String... parts) {
        for (String part : parts) {
            if (words.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
