package io.iaas.examples;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.error.IaasException;
import io.iaas.image.Image;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import java.io.PrintStream;

/** Leaves nothing behind, whatever the tour came to; also after Ctrl-C, when it runs beside the waiting tour. */
final class CleanUp implements Runnable {
    private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

    private final Iaas iaas;
    private final PrintStream out;

    CleanUp(Iaas iaas, PrintStream out) {
        this.iaas = iaas;
        this.out = out;
    }

    @Override
    public synchronized void run() {
        for (OperationInfo operation :
                iaas.operations().list(OperationQuery.all(), ALL).items()) {
            if (!operation.state().settled()) {
                quietly("cancel of " + operation.target(), () -> {
                    iaas.operations().get(operation.id()).cancel();
                    iaas.operations().get(operation.id()).await();
                });
            }
        }
        for (Vm vm : iaas.compute().list(VmQuery.all(), ALL).items()) {
            quietly(
                    "delete of VM " + vm.name(),
                    () -> iaas.compute().delete(vm.id()).await());
        }
        for (Image image : iaas.images().list(ALL).items()) {
            quietly(
                    "delete of image " + image.name(),
                    () -> iaas.images().delete(image.id()).await());
        }
        quietly("release of the host", () -> iaas.releaseHosts().forEach(what -> out.println("Removed " + what)));
    }

    private void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (IaasException e) {
            out.println(what + ": " + e.getMessage());
        }
    }
}
