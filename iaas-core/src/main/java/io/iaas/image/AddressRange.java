package io.iaas.image;

import io.iaas.error.InvalidInputException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, as {@code 10.0.0.0/8} or {@code 2001:db8::/32}.
 *
 * @param network its first address
 * @param bits how many leading bits all its addresses share
 */
public record AddressRange(InetAddress network, int bits) {
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    /** Checks the number of bits, and that no bit behind them is set. */
    public AddressRange {
        byte[] address = network.getAddress();
        if (bits < 0 || bits > address.length * Byte.SIZE) {
            throw new InvalidInputException("a range of addresses like " + network.getHostAddress() + " has 0 to "
                    + address.length * Byte.SIZE + " bits, not " + bits);
        }
        for (int bit = bits; bit < address.length * Byte.SIZE; bit++) {
            if (isSet(address, bit)) {
                throw new InvalidInputException(
                        "no range of addresses begins at " + network.getHostAddress() + "/" + bits);
            }
        }
    }

    /**
     * Returns the range of a text; a single address is a range of one. Never asks a name server.
     *
     * @throws InvalidInputException when the text is none
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            throw none(text);
        }
        try {
            InetAddress network = InetAddress.getByName(address);
            int bits = slash < 0
                    ? network.getAddress().length * Byte.SIZE
                    : Integer.parseUnsignedInt(text.substring(slash + 1));
            return new AddressRange(network, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw none(text);
        }
    }

    private static InvalidInputException none(String text) {
        return new InvalidInputException("'" + text + "' is no range of IP addresses such as 10.0.0.0/8");
    }

    /** Returns whether an address is in the range; one of the other family never is. */
    public boolean contains(InetAddress address) {
        byte[] own = network.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (isSet(own, bit) != isSet(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(byte[] address, int bit) {
        return (address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
