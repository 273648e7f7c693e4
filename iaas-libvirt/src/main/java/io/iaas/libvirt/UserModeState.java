package io.iaas.libvirt;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What QEMU tells of its user-mode networks ({@code info usernet}), up to the second one: forwards lead to the first.
 *
 * @param network the first network's name; empty when there is none
 * @param lines what is said of it, in QEMU's order, the newest forward first
 */
record UserModeState(Optional<String> network, List<String> lines) {
    private static final Pattern HEADING = Pattern.compile("\\(([^()\\s]+)\\):$");
    private static final Pattern FORWARD = Pattern.compile(
            "^\\s*TCP\\[HOST_FORWARD]\\s+\\S+\\s+127\\.0\\.0\\.1\\s+([0-9]{1,5})\\s+\\S+\\s+([0-9]{1,5})\\s.*$");

    static UserModeState read(String answer) {
        List<String> all = answer.lines().map(String::stripTrailing).toList();
        List<Integer> headings = IntStream.range(0, all.size())
                .filter(i -> HEADING.matcher(all.get(i)).find())
                .boxed()
                .toList();
        if (headings.isEmpty()) {
            return new UserModeState(Optional.empty(), all);
        }
        int first = headings.get(0);
        int end = headings.size() > 1 ? headings.get(1) : all.size();
        return new UserModeState(
                HEADING.matcher(all.get(first)).results().findFirst().map(found -> found.group(1)),
                List.copyOf(all.subList(first + 1, end)));
    }

    /** Returns the port of the loopback address that leads to a port of the guest: the oldest one, which stays. */
    OptionalInt forwardTo(int port) {
        return lines.stream()
                .flatMap(line -> FORWARD.matcher(line).results())
                .filter(forward -> Integer.parseInt(forward.group(2)) == port)
                .mapToInt(forward -> Integer.parseInt(forward.group(1)))
                .reduce((newer, older) -> older);
    }
}
