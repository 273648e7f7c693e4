package io.iaas.testkit;

import io.iaas.host.Finding;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.Optional;

/** Whether there is a hypervisor for throwaway machines. */
final class Availability {
    private Availability() {}

    /**
     * Throws when there is none.
     *
     * @throws HypervisorException with the reason and the cure in its message
     */
    static void require(ThrowawaySettings settings) {
        try (LibvirtHypervisor hypervisor =
                LibvirtHypervisor.builder(settings.uri()).ephemeral().build()) {
            try {
                hypervisor.domains().states();
            } catch (HypervisorException e) {
                throw new HypervisorException(
                        e.code(),
                        "no throwaway machines here: " + reason(hypervisor).orElse(String.valueOf(e.getMessage())),
                        e.driverError().orElse(""),
                        e);
            }
        }
    }

    private static Optional<String> reason(LibvirtHypervisor hypervisor) {
        return hypervisor.diagnose().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .map(finding -> finding.observation() + " " + finding.cure());
    }

    /** Returns why there is none, in words; empty when there is one. */
    static Optional<String> missing(ThrowawaySettings settings) {
        try {
            require(settings);
            return Optional.empty();
        } catch (HypervisorException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
