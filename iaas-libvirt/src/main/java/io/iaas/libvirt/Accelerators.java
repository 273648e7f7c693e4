package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides how domains run on a host: as it is set, or by a proof of KVM that is made once and remembered. */
final class Accelerators {
    private final Settings settings;
    private final Lanes lanes;
    private final KvmProof proof;
    private @Nullable Verdict decided;

    Accelerators(Settings settings, Lanes lanes, KvmProof proof) {
        this.settings = settings;
        this.lanes = lanes;
        this.proof = proof;
    }

    /** Returns how domains run; the first call may take as long as the proof. */
    synchronized Verdict verdict() {
        Verdict verdict = decided;
        if (verdict == null) {
            verdict = decide();
            decided = verdict;
        }
        return verdict;
    }

    private Verdict decide() {
        if (settings.uri().driver() == ConnectionUri.Driver.TEST) {
            return new Verdict(Virtualization.TEST, "libvirt's test driver runs no guest");
        }
        return switch (settings.accelerator()) {
            case KVM -> new Verdict(Virtualization.KVM, "it is set so");
            case TCG -> new Verdict(Virtualization.TCG, "it is set so");
            case AUTO -> find();
        };
    }

    private Verdict find() {
        Optional<String> missing = lanes.operations().read("look for KVM", Accelerators::whyNoKvm);
        if (missing.isPresent()) {
            return new Verdict(Virtualization.TCG, missing.get());
        }
        HostFacts facts = lanes.operations().read("describe the host", HostFacts::ask);
        RememberedVerdict remembered = new RememberedVerdict(settings.stateDirectory(), facts);
        return remembered.read().orElseGet(() -> {
            Verdict proven = proof.prove();
            remembered.write(proven);
            return proven;
        });
    }

    /** Returns why libvirt offers no KVM; empty when it does. */
    private static Optional<String> whyNoKvm(Session session) {
        try {
            session.text(session.api()
                    .virConnectGetDomainCapabilities(session.connection(), null, "x86_64", "q35", "kvm", 0));
            return Optional.empty();
        } catch (LibvirtFault fault) {
            HypervisorException translated = ErrorTranslation.translate("look for KVM", fault);
            if (translated.code() == ErrorCode.HYPERVISOR_UNAVAILABLE) {
                throw fault;
            }
            return Optional.of("libvirt offers no KVM here (" + fault.text() + ")");
        }
    }
}
