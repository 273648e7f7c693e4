package io.iaas.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A program that keeps some machines, which were reset, until somebody closes its standard input, and closes one of them then. */
final class RunOfVms {
    private RunOfVms() {}

    /** Runs with a disk image and the number of machines. */
    public static void main(String[] args) throws IOException {
        Run run = Run.current();
        System.out.println("BEGUN " + run.installation() + " " + run.place().name());
        ThrowawaySpec spec =
                ThrowawaySpec.disk(Path.of(args[0])).memoryMib(16).resettable().build();
        VmGroup group = ThrowawayVms.start(Integer.parseInt(args[1]), spec);
        group.reset();
        System.out.println("READY");
        System.in.transferTo(OutputStream.nullOutputStream());
        group.get(0).close();
    }
}
