package io.iaas.examples.bench;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.host.HostId;
import io.iaas.identity.Project;
import io.iaas.image.ImageId;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.network.Nic;
import io.iaas.persistence.mybatis.MyBatisRepositories;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Records of machines that run, as many as are wanted, each with two labels and one interface. */
final class StoredVms {
    private static final long HIGH = 0x0192_0000_0000_7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int COUNTER_SHIFT = 16;
    /** The golden ratio in 64 bits: multiples of it are spread evenly. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private StoredVms() {}

    /** Writes them into a new database. */
    static void fill(Path database, HostId host, int count) {
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(database)) {
            repositories.<Boolean>write(session -> {
                IntStream.range(0, count).mapToObj(i -> vm(i, host)).forEach(session.vms()::insert);
                return true;
            });
        }
    }

    /** Returns the identity of one of them; ids grow with the number, and their other half is spread as real ones' is. */
    static UUID uuid(int number) {
        return new UUID(HIGH + ((long) number << COUNTER_SHIFT), VARIANT | ((number * SPREAD) >>> 2));
    }

    private static Vm vm(int number, HostId host) {
        return new Vm(
                new VmId(uuid(number)),
                Project.DEFAULT,
                "vm-" + number,
                "measured",
                Map.of("tier", "front", "number", Integer.toString(number)),
                VmState.RUNNING,
                Optional.empty(),
                new ImageId(new UUID(1, 1)),
                "debian-12",
                new Flavor("small", 1, 1024, 10),
                Optional.of(host),
                List.of(new Nic(mac(number), Network.DEFAULT, List.of(address(number)))),
                Instant.EPOCH,
                Optional.empty(),
                0);
    }

    private static MacAddress mac(int number) {
        return new MacAddress("52:54:00:%02x:%02x:%02x".formatted(number >> 16 & 255, number >> 8 & 255, number & 255));
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
