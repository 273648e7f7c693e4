package io.iaas.internal.compute;

import io.iaas.compute.WaitCondition;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an HTTP server answers as expected. The status line is all that is read.
 *
 * @param wanted what is asked for
 * @param peer who is asked
 */
record HttpQuestion(WaitCondition.HttpAnswer wanted, InetAddress peer) implements Question {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[0-9] ([0-9]{3})[ \r\n]");
    /** Enough for a status line up to its status. */
    private static final int ENOUGH = 16;

    @Override
    public String opening() {
        String host = peer.getHostAddress();
        return "GET " + wanted.path() + " HTTP/1.1\r\nHost: " + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + wanted.port() + "\r\nUser-Agent: iaas\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    @Override
    public Verdict judge(String said) {
        Matcher status = STATUS.matcher(said);
        if (status.lookingAt()) {
            return wanted.accepts(Integer.parseInt(status.group(1))) ? Verdict.YES : Verdict.NO;
        }
        return said.length() < ENOUGH ? Verdict.OPEN : Verdict.NO;
    }
}
