package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The first user-mode network of a domain's QEMU. QEMU knows what it forwards, so nobody else remembers it.
 *
 * @param monitor the way to QEMU
 */
record UserModeNetwork(QemuMonitor monitor) {
    /** IPv4, whatever this machine's name of itself leads to. */
    private static final String LOOPBACK = "127.0.0.1";

    /** Returns where a TCP port of the guest is reached on this machine, from now on where it was not. */
    InetSocketAddress forward(int port) {
        UserModeState before = look();
        UserModeState state = before;
        if (before.forwardTo(port).isEmpty()) {
            String network =
                    before.network().orElseThrow(() -> refused("it has no interface in user mode", before.toString()));
            // Port 0: the kernel chooses one that is free, and nobody can take it in between.
            monitor.run("hostfwd_add " + network + " tcp:" + LOOPBACK + ":0-:" + port);
            state = look();
        }
        String answer = state.toString();
        int forwarded = state.forwardTo(port).orElseThrow(() -> refused("QEMU does not tell where", answer));
        return new InetSocketAddress(loopback(), forwarded);
    }

    private UserModeState look() {
        return UserModeState.read(monitor.ask("info usernet"));
    }

    private HypervisorException refused(String why, String answer) {
        return new HypervisorException(ErrorCode.HYPERVISOR_REFUSED, "cannot " + monitor.what() + ": " + why, answer);
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
