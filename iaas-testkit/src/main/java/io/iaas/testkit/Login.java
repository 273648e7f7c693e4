package io.iaas.testkit;

import io.iaas.identity.GeneratedKeyPair;
import io.iaas.identity.KeyPair;

/**
 * How to log in to one machine. The private key is in the memory of this process alone.
 *
 * @param user the user's name
 * @param key what opens the user's account
 */
record Login(String user, GeneratedKeyPair key) {
    /** Who logs in where the spec names nobody. Images have users of different names; this one is made in all of them. */
    private static final String USER = "throwaway";

    private static final String COMMENT = "iaas-throwaway";

    /** Has the JVM load what makes keys, which takes it 0.2 seconds, while others are waited for. */
    static void prepare() {
        Thread thread = new Thread(() -> KeyPair.generate(COMMENT), "iaas-throwaway-keys");
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes what opens the machine of a spec. */
    static Login of(ThrowawaySpec spec) {
        return new Login(spec.user().orElse(USER), KeyPair.generate(COMMENT));
    }
}
