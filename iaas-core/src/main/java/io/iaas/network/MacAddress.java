package io.iaas.network;

import io.iaas.error.InvalidInputException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** An Ethernet address as six lower-case hexadecimal octets with colons, such as {@code 52:54:00:12:34:56}. */
public record MacAddress(String value) {
    private static final Pattern VALID = Pattern.compile("([0-9a-f]{2}:){5}[0-9a-f]{2}");

    /** Checks the form and lowers the case. */
    public MacAddress {
        value = value.toLowerCase(Locale.ROOT);
        if (!VALID.matcher(value).matches()) {
            throw new InvalidInputException("a MAC address is six hexadecimal octets with colons");
        }
    }

    /** Returns a random address that is locally administered, beginning with {@code 52} as QEMU's own do. */
    public static MacAddress random(RandomGenerator random) {
        byte[] rest = new byte[5];
        random.nextBytes(rest);
        return new MacAddress("52:" + HexFormat.ofDelimiter(":").formatHex(rest));
    }

    @Override
    public String toString() {
        return value;
    }
}
