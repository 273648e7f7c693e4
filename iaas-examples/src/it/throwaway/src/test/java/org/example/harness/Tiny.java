package org.example.harness;

import io.iaas.testkit.Throwaway;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What this project calls a machine: one boot sector that tells that it has booted. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Throwaway(image = "builtin:boot-sector", memoryMib = 16, waitFor = Tiny.BOOTED)
@interface Tiny {
    String BOOTED = "console:D BOOT 1";
}
