package io.iaas.examples.reliability;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is on a host, whoever made it.
 *
 * @param domains the domains by name
 * @param files the digest or another mark of each volume and console log by its name; empty text where it is not known
 */
public record Inventory(Map<String, Domain> domains, Map<String, String> files) {
    /**
     * A domain.
     *
     * @param state RUNNING, PAUSED, OFF or another state
     * @param title what people see
     */
    public record Domain(String state, String title) {}

    /** Sorts the names. */
    public Inventory {
        domains = new TreeMap<>(domains);
        files = new TreeMap<>(files);
    }

    /** Returns what is named as this installation names its own. */
    public Inventory owned(String prefix) {
        return filtered(prefix, true);
    }

    /** Returns what is not named as this installation names its own. */
    public Inventory foreign(String prefix) {
        return filtered(prefix, false);
    }

    private Inventory filtered(String prefix, boolean owned) {
        Inventory result = new Inventory(domains, files);
        result.domains.keySet().removeIf(name -> name.startsWith(prefix) != owned);
        result.files.keySet().removeIf(name -> name.startsWith(prefix) != owned);
        return result;
    }
}
