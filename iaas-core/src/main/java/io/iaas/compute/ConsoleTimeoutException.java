package io.iaas.compute;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import java.time.Duration;

/** A guest did not write in time what was expected of it. The message shows the end of what it wrote instead. */
public final class ConsoleTimeoutException extends IaasException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 2000;

    /** Creates the error. */
    public ConsoleTimeoutException(String expression, Duration limit, String unmatched) {
        super(ErrorCode.WAIT_TIMEOUT, message(expression, limit, unmatched));
    }

    private static String message(String expression, Duration limit, String unmatched) {
        String what = "the serial console showed no match of '" + harmless(expression) + "' within " + limit;
        return unmatched.isEmpty()
                ? what + ", and nothing else either"
                : what + "; the end of what it showed:\n"
                        + harmless(unmatched.substring(Math.max(0, unmatched.length() - SHOWN)));
    }

    /** What a guest writes must not command the terminal of whoever reads the message. */
    private static String harmless(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]", "?");
    }
}
