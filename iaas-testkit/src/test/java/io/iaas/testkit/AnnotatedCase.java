package io.iaas.testkit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Annotations that are tried in {@linkplain InnerRun tests run from within}. */
abstract class AnnotatedCase {
    static final String TINY = "${iaas.guests}/d/disk.qcow2";

    @BeforeAll
    static void choose() {
        Guests.useTranslator();
    }

    @BeforeEach
    void forget() {
        Sightings.forget();
    }
}
