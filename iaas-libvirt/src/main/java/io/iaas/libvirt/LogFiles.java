package io.iaas.libvirt;

import io.iaas.spi.hypervisor.VolumeName;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the files are named that the log daemon makes of one log: the newest as it is, older ones with a number. */
final class LogFiles {
    /** More than any log daemon is set to keep. */
    static final int MOST_ROTATED = 100;

    private static final Pattern ROTATED = Pattern.compile("(.+)\\.[0-9]{1,3}");

    private LogFiles() {}

    static String rotated(VolumeName log, int number) {
        return log.value() + "." + number;
    }

    /** Returns the name of the log that a file is, or is a rotated part of. */
    static String log(String name) {
        Matcher matcher = ROTATED.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    /** Returns whether a name is that of a rotated part of a log that is there as well. */
    static boolean isRotated(String name, Set<String> names) {
        Matcher matcher = ROTATED.matcher(name);
        return matcher.matches() && names.contains(matcher.group(1));
    }
}
