package io.iaas.libvirt;

import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Evidence;
import java.util.Optional;
import org.libvirt.jna.CString;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.StreamPointer;

/** Domains of a libvirt host as libvirt has them. Screens are drawn by QEMU, which may hang: not on a lane that others need. */
final class LibvirtEvidence implements Evidence {
    private static final int MOST_PICTURE_BYTES = 64 << 20;

    private final Lanes lanes;
    private final Declared declared;
    private final ProgramLog logs;

    LibvirtEvidence(Lanes lanes, Declared declared, ProgramLog logs) {
        this.lanes = lanes;
        this.declared = declared;
        this.logs = logs;
    }

    @Override
    public Optional<byte[]> screenshot(DomainRef ref) {
        declared.require(Capability.EVIDENCE);
        return lanes.metrics().read("draw the screen of " + ref, session -> {
            DomainHandles domains = new DomainHandles(session);
            return domains.ours(ref)
                    .filter(domain -> domains.stateIfThere(domain)
                            .filter(state -> state != DomainState.OFF && state != DomainState.CRASHED)
                            .isPresent())
                    .filter(domain -> hasScreen(definition(session, domain)))
                    .map(domain -> screenshot(session, domain));
        });
    }

    /** A domain that was given no screen is one without graphics; libvirt would only say that something failed. */
    private static boolean hasScreen(String definition) {
        return definition.contains("<video>");
    }

    private static byte[] screenshot(Session session, DomainPointer domain) {
        NativeLibvirt api = session.api();
        StreamPointer stream = session.own(api.virStreamNew(session.connection(), 0), api::virStreamFree);
        CString mediaType = api.virDomainScreenshot(domain, stream, 0, 0);
        session.text(mediaType);
        byte[] picture = new Reception(session).of(stream, MOST_PICTURE_BYTES);
        return Png.is(picture) ? picture : Pixmap.toPng(picture);
    }

    @Override
    public Optional<String> definition(DomainRef ref) {
        declared.require(Capability.EVIDENCE);
        return lanes.operations()
                .read(
                        "show " + ref,
                        session -> new DomainHandles(session)
                                .ours(ref)
                                .flatMap(domain -> DomainHandles.ifThere(() -> definition(session, domain))));
    }

    /** Without secrets: they need a flag, which is not given. */
    private static String definition(Session session, DomainPointer domain) {
        return session.text(session.api().virDomainGetXMLDesc(domain, 0));
    }

    @Override
    public Optional<String> log(DomainRef ref, int maxBytes) {
        declared.require(Capability.EVIDENCE);
        lanes.operations().read("find " + ref, session -> new DomainHandles(session).ours(ref));
        return logs.tail(ref.name(), maxBytes);
    }
}
