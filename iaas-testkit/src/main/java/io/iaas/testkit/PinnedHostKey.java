package io.iaas.testkit;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The host key of one machine: nobody knows it before the guest has made it, so the first that is shown is the one. */
final class PinnedHostKey implements HostKeyRepository {
    private byte @Nullable [] pinned;

    /** Has the next key that is shown be the one. */
    synchronized void forget() {
        pinned = null;
    }

    @Override
    public synchronized int check(String host, byte[] key) {
        if (pinned == null) {
            pinned = key.clone();
        }
        return Arrays.equals(pinned, key) ? OK : CHANGED;
    }

    @Override
    public void add(HostKey key, @Nullable UserInfo user) {
        // What is checked is kept.
    }

    @Override
    public void remove(String host, @Nullable String type) {
        // Forgetting is the machine's affair.
    }

    @Override
    public void remove(String host, @Nullable String type, byte @Nullable [] key) {
        // Forgetting is the machine's affair.
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "a throwaway machine";
    }

    /** No list of known hosts: it would have the client ask for keys of their types only. */
    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
        return new HostKey[0];
    }
}
