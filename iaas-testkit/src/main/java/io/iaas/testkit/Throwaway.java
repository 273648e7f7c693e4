package io.iaas.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a JUnit 5 test a machine: on a field or parameter of the type {@link ThrowawayVm}, or {@link VmGroup} for several.
 * A static field has one for the class, an instance field and a parameter of a test method one for each test, and a
 * parameter of a constructor or of {@code @BeforeAll} one for the class. The machine runs, and is ready, before the test
 * begins, and is gone behind it. May be put on an annotation of your own, which then means the same.
 *
 * <p>In paths, {@code ${name}} is replaced by JUnit's configuration parameter, or system property, of that name.
 */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ThrowawayExtension.class)
public @interface Throwaway {
    /**
     * The file of a disk image to boot from, qcow2 or raw, or an image of {@link TestImages}: {@code builtin:tiny},
     * {@code builtin:tiny-disk}, {@code builtin:tiny-uefi}, {@code builtin:boot-sector}, {@code builtin:debian}. Either
     * this, or {@link #kernel} and {@link #initrd}.
     */
    String image() default "";

    /** The file of a kernel that the host starts directly. */
    String kernel() default "";

    /** The file of the kernel's initial RAM disk. */
    String initrd() default "";

    /** Virtual processors. */
    int cpus() default 1;

    /** Memory in MiB. */
    int memoryMib() default 256;

    /** The size that the root disk is grown to, in GiB; 0 keeps the image's size. */
    int diskGib() default 0;

    /** Whether {@link ThrowawayVm#ssh} works, for which cloud-init makes a user. */
    boolean ssh() default true;

    /** Cloud-init user data. */
    String userData() default "";

    /**
     * What the machine must have done before the test begins: {@code running}, {@code address}, {@code port:N},
     * {@code http:PORT/path}, {@code ssh}, which means that {@link ThrowawayVm#ssh} has logged in, {@code console:REGEX},
     * {@code agent} or {@code cloud-init}, as {@link io.iaas.compute.WaitCondition#parse} reads it.
     */
    String waitFor() default "running";

    /** How long that may take, in seconds. */
    int waitSeconds() default 120;

    /** How many machines a {@link VmGroup} has. */
    int count() default 1;

    /**
     * Whether a machine in a static field is made what it was when it was ready, before each test: as new, at a part of the
     * time of a start. The tests that share it must not run at once.
     */
    boolean reset() default false;

    /**
     * How many machines are kept started, for tests to take: for a {@link ThrowawayVm} in an instance field or a parameter.
     * All whose annotations say the same take from the same ones; they are gone when the run ends.
     */
    int warm() default 0;

    /** Who shares the machine. */
    Scope scope() default Scope.ELEMENT;

    /** Who shares a machine. */
    enum Scope {
        /** Nobody beyond the field or parameter. */
        ELEMENT,
        /** All fields and parameters of the test run whose annotations say the same; it is gone when the run ends. */
        SUITE
    }
}
