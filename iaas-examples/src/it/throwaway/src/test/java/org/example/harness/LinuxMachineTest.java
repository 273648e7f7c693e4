package org.example.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.iaas.compute.CommandResult;
import io.iaas.testkit.Throwaway;
import io.iaas.testkit.ThrowawayVm;
import org.junit.jupiter.api.Test;

class LinuxMachineTest {
    @Throwaway(image = "builtin:tiny", memoryMib = 128, waitFor = "ssh")
    private static ThrowawayVm server;

    @Test
    void commandsRunInTheMachine() {
        CommandResult told = server.ssh().run("echo output; echo error >&2; exit 3");

        assertEquals(new CommandResult(3, "output\n", "error\n"), told);
    }
}
