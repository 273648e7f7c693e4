package io.iaas.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.iaas.micrometer.MicrometerObserver;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuleBoundaryTest {

    private static final Pattern INTERNAL = Pattern.compile("io\\.iaas\\.(.+\\.)?internal(\\..+)?");
    private static final Pattern VENDOR = Pattern.compile("(org\\.libvirt|com\\.sun\\.jna|org\\.apache\\.ibatis"
            + "|org\\.sqlite|org\\.postgresql|com\\.zaxxer|com\\.rabbitmq)(\\..+)?");

    private static final JavaClasses MODULES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.iaas");

    @Test
    void noModuleReachesInternalsOfAnother() {
        classes()
                .should(new ArchCondition<>("reach no internal package of another module") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(ModuleBoundaryTest::reachesForeignInternals)
                                .forEach(dependency ->
                                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                    }
                })
                .check(MODULES);
    }

    @Test
    void noPackageIsSplitBetweenModules() {
        Map<String, Set<String>> modulesOfPackage = MODULES.stream()
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName, Collectors.mapping(ModuleBoundaryTest::module, Collectors.toSet())));

        assertThat(modulesOfPackage)
                .allSatisfy((name, modules) -> assertThat(modules).as(name).hasSize(1));
    }

    @Test
    void onlyItsOwnModuleKnowsMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.iaas.micrometer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(MODULES);
        assertThat(MODULES.contain(MicrometerObserver.class)).isTrue();
    }

    /** Who writes a driver or a repository of their own loads nothing of libvirt. */
    @Test
    void contractTestsKnowNoDriver() {
        noClasses()
                .that()
                .resideInAPackage("io.iaas.testkit.tck..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.iaas.libvirt..", "org.libvirt..", "com.sun.jna..")
                .check(MODULES);
    }

    /** What is read back from a database or a file may have been written by somebody else. */
    @Test
    void nothingReadsSerializedObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class, Externalizable.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.ibatis.annotations.CacheNamespace")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.rmi..", "javax.naming..", "javax.script..", "org.apache.ibatis.cache..")
                .check(MODULES);
    }

    @Test
    void publicSignaturesShowNoVendorType() {
        classes()
                .should(new ArchCondition<>("show no vendor type") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (isApi(type)) {
                            vendorTypesShownBy(type)
                                    .forEach(shown -> events.add(
                                            SimpleConditionEvent.violated(type, type.getName() + " shows " + shown)));
                        }
                    }
                })
                .check(MODULES);
    }

    private static boolean isApi(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !INTERNAL.matcher(type.getPackageName()).matches();
    }

    private static Stream<String> vendorTypesShownBy(JavaClass type) {
        Predicate<Set<JavaModifier>> visible =
                modifiers -> modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
        Stream<JavaClass> supertypes =
                Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
        Stream<JavaClass> fields = type.getFields().stream()
                .filter(field -> visible.test(field.getModifiers()))
                .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream());
        Stream<JavaClass> signatures = type.getCodeUnits().stream()
                .filter(unit -> visible.test(unit.getModifiers()))
                .flatMap(unit -> Stream.of(
                                Stream.of(unit.getReturnType()),
                                unit.getParameterTypes().stream(),
                                unit.getExceptionTypes().stream())
                        .flatMap(types -> types))
                .flatMap(shown -> shown.getAllInvolvedRawTypes().stream());
        return Stream.of(supertypes, fields, signatures)
                .flatMap(shown -> shown)
                .filter(shown -> VENDOR.matcher(shown.getPackageName()).matches())
                .map(JavaClass::getName);
    }

    private static boolean reachesForeignInternals(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        return INTERNAL.matcher(target.getPackageName()).matches()
                && !module(target).equals(module(dependency.getOriginClass()));
    }

    /** The directory or jar that a class was read from, whatever its packages are called. */
    private static String module(JavaClass type) {
        String file = type.getName().replace('.', '/') + ".class";
        String uri = type.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.length() - file.length());
    }
}
