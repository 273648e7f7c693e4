package io.iaas.testkit;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A machine, or several, that JUnit closes with a context.
 *
 * @param name what the test calls it
 * @param machine a {@link ThrowawayVm} or a {@link VmGroup}
 * @param context whose it is
 */
record Kept(String name, Object machine, ExtensionContext context) implements AutoCloseable {
    /** Of a machine that a test has for itself, this is the last moment for a look at it. */
    @Override
    public void close() {
        try {
            FailedTests.saveIfFailed(context, List.of(this));
        } finally {
            end();
        }
    }

    private void end() {
        if (machine instanceof VmGroup group) {
            group.close();
        } else {
            ((ThrowawayVm) machine).close();
        }
    }

    List<ThrowawayVm> vms() {
        return machine instanceof VmGroup group ? group.vms() : List.of((ThrowawayVm) machine);
    }
}
