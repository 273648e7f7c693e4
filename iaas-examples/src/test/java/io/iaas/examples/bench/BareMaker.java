package io.iaas.examples.bench;

import java.nio.file.Path;

/** libvirt's C functions, called from this JVM. */
final class BareMaker implements Maker {
    private final BareHost host;
    private final BareTemplate template;
    private BareGuest last;

    BareMaker(BareHost host, BareTemplate template) {
        this.host = host;
        this.template = template;
        this.last = template.next();
    }

    @Override
    public String name() {
        return "bare calls from Java";
    }

    @Override
    public Path create() {
        last = template.next();
        host.create(last);
        return last.console();
    }

    @Override
    public void delete() {
        host.delete(last);
    }
}
