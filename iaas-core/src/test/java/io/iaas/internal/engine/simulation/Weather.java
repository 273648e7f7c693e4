package io.iaas.internal.engine.simulation;

import java.util.Random;

/**
 * How much goes wrong in a history, as probabilities at each point where something can.
 *
 * @param hostFaults a call to the host fails
 * @param databaseFaults a unit of work fails
 * @param outages the host or the database is away for a while
 * @param deaths the process dies
 * @param stops the process stands still for a while
 * @param closes the process is closed in an orderly way
 * @param lateEffects whether a process may stand still in a call to the host for longer than anybody waits for it
 * @param snatching whether foreigners take a volume's name between the library's look and its effect; nothing else but
 *     the host fails then, because who then dies takes the knowledge with him whose the volume is
 */
record Weather(
        double hostFaults,
        double databaseFaults,
        double outages,
        double deaths,
        double stops,
        double closes,
        boolean lateEffects,
        boolean snatching) {
    private static final double[] INTENSITIES = {0, 0.2, 1, 1, 4};

    /** Returns the weather of a history; every tenth seed has late effects, and every tenth foreigners that snatch. */
    static Weather of(long seed, Random random) {
        boolean late = Math.floorMod(seed, 10) == 9;
        if (Math.floorMod(seed, 10) == 8) {
            return new Weather(0.015 * any(random), 0, 0, 0, 0, 0, false, true);
        }
        return new Weather(
                0.02 * any(random),
                0.008 * any(random),
                0.0004 * any(random),
                0.004 * any(random),
                (late ? 0.01 : 0.002) * any(random),
                0.0008 * any(random),
                late,
                false);
    }

    private static double any(Random random) {
        return INTENSITIES[random.nextInt(INTENSITIES.length)];
    }
}
