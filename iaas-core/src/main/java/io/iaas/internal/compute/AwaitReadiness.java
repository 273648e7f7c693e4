package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.Wait;
import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.Consequence;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.network.Nic;
import io.iaas.spi.repository.StepRecord;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until the guest is what the caller asked for. */
final class AwaitReadiness extends VmStep {
    static final String NAME = "await-readiness";
    /** The result that tells why a machine was kept although its condition did not come true. */
    static final String MISSED = "missed";

    private static final String ADDRESSES = "addresses";
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    AwaitReadiness() {
        super(NAME);
    }

    /** A wait of its own tells everybody, by its intent, that the machine runs. */
    @Override
    public boolean plannedAhead(StepContext context) {
        return GuestInput.readiness(context.operation().input()).isEmpty();
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        Optional<Wait> wait = GuestInput.readiness(context.operation().input());
        if (wait.isEmpty()) {
            return Map.of();
        }
        try (Readiness readiness = new Readiness(context.hypervisor(), context.names(), vm(context))) {
            return await(context, wait.get(), readiness);
        }
    }

    private static Map<String, String> await(StepContext context, Wait wait, Readiness readiness) {
        Optional<String> missed = missed(context, wait, readiness);
        if (missed.isPresent() && wait.onTimeout() == Wait.OnTimeout.DELETE) {
            throw new StepFailedException(ErrorCode.WAIT_TIMEOUT, missed.get());
        }
        String addresses = String.join(
                " ",
                readiness.addresses().stream().map(InetAddress::getHostAddress).toList());
        return missed.isPresent() ? Map.of(ADDRESSES, addresses, MISSED, missed.get()) : Map.of(ADDRESSES, addresses);
    }

    /** Returns what was still missing when the time ran out or the guest was gone; empty when all came true. */
    private static Optional<String> missed(StepContext context, Wait wait, Readiness readiness) {
        long began = context.nanoTime();
        while (true) {
            // The state first: what a guest did before it ended is seen by the look that follows.
            boolean running = readiness.running();
            List<String> missing = readiness.missing(wait.until());
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            if (!running) {
                return Optional.of("the guest stopped while these were still missing: " + missing);
            }
            if (context.nanoTime() - began >= wait.limit().toNanos()) {
                return Optional.of("after " + wait.limit() + " these were still missing: " + missing);
            }
            context.pause(LOOK_EVERY);
        }
    }

    @Override
    public Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        List<InetAddress> seen = Addresses.parse(result.getOrDefault(ADDRESSES, ""));
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(Consequence.certain(session -> {
                    Vm vm = vm(context, session);
                    Nic first = vm.nics().get(0);
                    session.vms().update(vm.withNics(List.of(first.withAddresses(seen))));
                }));
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        // Waiting changes nothing.
    }
}
