package io.iaas.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.spi.hypervisor.Checkpoints;
import io.iaas.spi.hypervisor.Consoles;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.Domains;
import io.iaas.spi.hypervisor.Evidence;
import io.iaas.spi.hypervisor.GuestAgents;
import io.iaas.spi.hypervisor.Metrics;
import io.iaas.spi.hypervisor.Networks;
import io.iaas.spi.hypervisor.SerialConsoles;
import io.iaas.spi.hypervisor.Volumes;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatedCallTest {
    /** Describe, diagnose and release reach the host as well. */
    private static final int CALLS_OF_THE_HOST = 3;

    @Test
    void everyMethodThatReachesTheHostCanBeMadeToFail() {
        long methods = Stream.of(
                        Domains.class,
                        DomainPower.class,
                        Checkpoints.class,
                        Volumes.class,
                        Consoles.class,
                        Networks.class,
                        Metrics.class,
                        GuestAgents.class,
                        SerialConsoles.class,
                        Evidence.class)
                .mapToLong(SimulatedCallTest::calls)
                .sum();

        assertThat(SimulatedCall.values()).hasSize((int) methods + CALLS_OF_THE_HOST);
    }

    /** Methods of one name are one call that is told more or less. */
    private static long calls(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .map(Method::getName)
                .distinct()
                .count();
    }
}
