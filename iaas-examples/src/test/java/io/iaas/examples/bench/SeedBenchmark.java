package io.iaas.examples.bench;

import io.iaas.internal.cloudinit.NoCloudSeed;
import io.iaas.internal.cloudinit.SeedContent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The writing of a seed image. */
@State(Scope.Benchmark)
public class SeedBenchmark {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f user@host";

    private final SeedContent content = SeedContent.builder("instance-1", "web")
            .user("debian")
            .sshPublicKey(KEY)
            .userData("#cloud-config\npackages: [nginx]\n")
            .build();

    /** Writes one. */
    @Benchmark
    public byte[] write() {
        return NoCloudSeed.image(content);
    }
}
