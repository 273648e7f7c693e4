package io.iaas.libvirt;

import io.iaas.error.IaasException;
import io.iaas.host.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Looks for what is wrong with a host, each thing by a check of its own. */
final class Diagnosis {
    private final Settings settings;
    private final Lanes lanes;
    private final Accelerators accelerators;
    private final PoolCheck poolCheck;
    private final NetworkCheck networkCheck;
    private final FenceCheck fenceCheck;
    private final ClockCheck clockCheck;

    Diagnosis(Settings settings, Lanes lanes, Pool pool, HostNetwork network, Fence fence, Accelerators accelerators) {
        this.settings = settings;
        this.lanes = lanes;
        this.accelerators = accelerators;
        this.poolCheck = new PoolCheck(settings, lanes, pool);
        this.networkCheck = new NetworkCheck(settings, lanes, network);
        this.fenceCheck = new FenceCheck(settings, lanes, fence);
        this.clockCheck = new ClockCheck(settings, lanes, pool);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String subject = "libvirt of host " + settings.hostId();
        try {
            HostFacts facts = lanes.statistics().read("describe the host", HostFacts::ask);
            findings.add(Finding.ok(subject, facts.title() + " answers at " + settings.uri() + "."));
        } catch (IaasException e) {
            findings.add(ConnectionCure.finding(subject, settings.uri(), e));
            return findings;
        }
        findings.addAll(guarded("accelerator", () -> List.of(accelerator())));
        findings.addAll(guarded("storage", poolCheck::findings));
        findings.addAll(guarded("network", networkCheck::findings));
        findings.addAll(guarded("fence", fenceCheck::findings));
        findings.addAll(guarded("clock", clockCheck::findings));
        return findings;
    }

    private Finding accelerator() {
        String subject = "accelerator of host " + settings.hostId();
        Verdict verdict = accelerators.verdict();
        String seen = "Guests run by " + verdict.virtualization().accelerator() + ": " + verdict.reason() + ".";
        boolean slow =
                verdict.virtualization() == Virtualization.TCG && settings.accelerator() == AcceleratorSetting.AUTO;
        return slow
                ? Finding.warning(
                        subject,
                        seen,
                        "Guests run many times slower without KVM. Turn virtualization on in the firmware, or nested"
                                + " virtualization in the host of this machine; then remove the files accelerator-* in "
                                + settings.stateDirectory() + " to have it proven again.")
                : Finding.ok(subject, seen);
    }

    /** A check that fails is a finding too. */
    private List<Finding> guarded(String what, Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (IaasException e) {
            return List.of(Finding.error(
                    what + " of host " + settings.hostId(),
                    "Looking at it failed: " + e.getMessage() + ".",
                    "Look into the log of libvirt on the host."));
        }
    }
}
