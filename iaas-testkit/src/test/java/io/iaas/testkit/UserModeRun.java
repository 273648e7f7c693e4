package io.iaas.testkit;

import io.iaas.compute.WaitCondition;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A program that starts a small Linux, looks at it by SSH and by its port, also behind a reset and a new start, and tells. */
final class UserModeRun {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private UserModeRun() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws IOException {
        System.out.println("RUN " + Run.current().installation());
        ThrowawaySpec spec = ThrowawaySpec.image(Guests.linux())
                .memoryMib(128)
                .waitFor(WaitCondition.ssh(), LIMIT)
                .resettable()
                .build();
        long began = System.nanoTime();
        try (ThrowawayVm vm = ThrowawayVms.start(spec)) {
            System.out.println("READY after " + (System.nanoTime() - began) / 1_000_000 + " ms");
            System.out.println("ADDRESS " + vm.address());
            InetSocketAddress before = vm.reach(22);
            System.out.println("LOOPBACK " + before.getAddress().getHostAddress());
            System.out.println("BANNER " + banner(before));
            System.out.println("SYSTEM " + vm.ssh().run("uname -s").output().strip());
            vm.ssh().run("touch /run/behind-the-checkpoint");
            vm.reset();
            System.out.println(
                    "RESET " + vm.ssh().run("ls /run/behind-the-checkpoint").succeeded() + " "
                            + vm.reach(22).equals(before));
            vm.compute().forceStop(vm.id()).await(LIMIT);
            vm.compute().start(vm.id()).await(LIMIT);
            vm.ssh().close();
            System.out.println(
                    "AGAIN " + vm.ssh().within(LIMIT).run("id -un").output().strip());
        }
    }

    private static String banner(InetSocketAddress peer) throws IOException {
        try (Socket socket = new Socket(peer.getAddress(), peer.getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            InputStream said = socket.getInputStream();
            return new String(said.readNBytes(8), StandardCharsets.US_ASCII);
        }
    }
}
