package io.iaas.examples;

import io.iaas.Iaas;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.compute.Wait;
import io.iaas.compute.WaitCondition;
import io.iaas.host.Finding;
import io.iaas.host.Host;
import io.iaas.image.Image;
import io.iaas.spi.hypervisor.Capability;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of the quickstart, each told as it goes. */
final class Tour {
    /** What the guest that the scripts build writes to its serial console. */
    private static final String GREETING = "Hello from";

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int SSH = 22;
    private static final int CONSOLE_BYTES = 64 * 1024;
    private static final int LAST_LINES = 5;

    private final Iaas iaas;
    private final Set<Capability> capabilities;
    private final Guest guest;
    private final PrintStream out;
    private final StepPrinter steps;

    /** Whether the guest is the one that the scripts build, so that what it says and does is known. */
    enum Guest {
        KNOWN,
        UNKNOWN
    }

    Tour(Iaas iaas, Set<Capability> capabilities, Guest guest, PrintStream out) {
        this.iaas = iaas;
        this.capabilities = capabilities;
        this.guest = guest;
        this.out = out;
        this.steps = new StepPrinter(out);
    }

    void run(Path disk) {
        host();
        Image image =
                steps.await("Import image " + disk.getFileName(), iaas.images().importFile("quickstart", disk));
        iaas.flavors().create(new Flavor("quickstart", 1, guest == Guest.KNOWN ? 256 : 1024, 0));
        VmSpec.Builder spec = VmSpec.named("quickstart").image(image).flavor("quickstart");
        readiness().ifPresent(condition -> spec.waitFor(Wait.until(condition, LIMIT)));
        Vm vm = steps.await("Create VM", iaas.compute().create(spec.build()));
        show(vm);
        addresses(vm).forEach(this::reach);
        console(vm);
        steps.await("Delete VM", iaas.compute().delete(vm.id()));
        steps.await("Delete image", iaas.images().delete(image.id()));
    }

    private void host() {
        for (Host host : iaas.hosts().list()) {
            out.println("Host " + host.id() + ": " + host.down().orElse(host.hypervisor()) + ", accelerator "
                    + host.accelerator().map(Enum::name).orElse("unknown"));
        }
        iaas.doctor().findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.OK)
                .forEach(finding -> out.println("  " + finding.severity() + " "
                        + finding.observation().replaceAll("\\s+", " ") + " -> " + finding.cure()));
    }

    /** An address where the host can tell one, and the greeting where it is known. */
    private Optional<WaitCondition> readiness() {
        Optional<WaitCondition> address =
                capabilities.contains(Capability.ADDRESSES) ? Optional.of(WaitCondition.address()) : Optional.empty();
        Optional<WaitCondition> greeting = guest == Guest.KNOWN && capabilities.contains(Capability.CONSOLE_LOG)
                ? Optional.of(WaitCondition.console(GREETING))
                : Optional.empty();
        return address.isPresent() && greeting.isPresent()
                ? Optional.of(address.get().and(greeting.get()))
                : address.or(() -> greeting);
    }

    private void show(Vm vm) {
        String row = "%-12s %-10s %-12s %-12s %-10s %s%n";
        out.println();
        out.printf(row, "NAME", "STATE", "IMAGE", "FLAVOR", "HOST", "ADDRESSES");
        String host = vm.host().map(Object::toString).orElse("-");
        List<String> addresses =
                addresses(vm).stream().map(InetAddress::getHostAddress).toList();
        out.printf(
                row,
                vm.name(),
                vm.state(),
                vm.imageName(),
                vm.flavor().name(),
                host,
                addresses.isEmpty() ? "-" : String.join(", ", addresses));
        out.println();
    }

    private static List<InetAddress> addresses(Vm vm) {
        return vm.nics().stream().flatMap(nic -> nic.addresses().stream()).toList();
    }

    /** Proves the address by what answers there; of a user's own image nothing is known. */
    private void reach(InetAddress address) {
        if (guest == Guest.UNKNOWN) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, SSH), 10_000);
            socket.setSoTimeout(20_000);
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out.println(address.getHostAddress() + " port " + SSH + " answers: " + reader.readLine());
        } catch (IOException e) {
            out.println(address.getHostAddress() + " port " + SSH + " does not answer: " + e.getMessage());
        }
    }

    /** Shows the greeting of the guest that is known, and of another one its last words. */
    private void console(Vm vm) {
        if (!capabilities.contains(Capability.CONSOLE_LOG)) {
            return;
        }
        String log = iaas.compute().consoleLog(vm.id(), CONSOLE_BYTES);
        List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
        List<String> shown = guest == Guest.KNOWN
                ? lines.stream().filter(line -> line.contains(GREETING)).toList()
                : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        out.println("Its serial console says:" + (shown.isEmpty() ? " nothing yet" : ""));
        shown.forEach(line -> out.println("  " + line.strip()));
        out.println();
    }
}
