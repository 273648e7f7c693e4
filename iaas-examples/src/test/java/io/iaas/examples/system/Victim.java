package io.iaas.examples.system;

import java.io.IOException;
import java.nio.file.Path;

/** A process with many operations under way, which does not live to see their ends. */
final class Victim {
    private Victim() {}

    /**
     * Runs scripts, each on its own site.
     *
     * @param arguments the guests and the pool's directory; then for each site its script, its database and the URI
     *     of libvirt
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("iaas.guests", arguments[0]);
        Path pool = Path.of(arguments[1]);
        for (int i = 2; i < arguments.length; i += 3) {
            Script script = Script.valueOf(arguments[i]);
            Site site = new Site(Path.of(arguments[i + 1]), pool);
            String uri = arguments[i + 2];
            new Thread(() -> script.begin(site.open(uri, 1)).await(), "script-" + i).start();
        }
        // Ends with the process that started it, whatever becomes of that one.
        while (System.in.read() >= 0) {
            // Nobody writes.
        }
        Runtime.getRuntime().halt(1);
    }
}
