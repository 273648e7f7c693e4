package io.iaas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.iaas");

    @Test
    void featurePackagesAreFreeOfCycles() {
        slices().matching("io.iaas.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage("io.iaas.internal.."), DescribedPredicate.alwaysTrue())
                .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage("io.iaas.internal.."))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void internalPackagesAreFreeOfCycles() {
        slices().matching("io.iaas.internal.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void coreKnowsNoVendor() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "javax.crypto..", "javax.net.ssl..", "org.slf4j..", "org.jspecify..", "io.iaas..")
                .check(CORE);
    }

    @Test
    void spiKnowsNothingInternal() {
        noClasses()
                .that()
                .resideInAPackage("io.iaas.spi..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.iaas.internal..")
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void publicSignaturesShowNothingInternal() {
        classes()
                .that(resideOutsideOfPackage("io.iaas.internal.."))
                .should(showNothingInternal())
                .check(CORE);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .areTopLevelClasses()
                .should(new ArchCondition<JavaClass>("reside in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(
                                type, marked, type.getName() + " resides in a package without @NullMarked"));
                    }
                })
                .check(CORE);
    }

    private static ArchCondition<JavaClass> showNothingInternal() {
        return new ArchCondition<>("show no internal type to callers and subclasses") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isVisible(type)) {
                    return;
                }
                Stream<JavaType> supertypes =
                        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
                report(type.getFullName(), type, supertypes, events);
                type.getMembers().stream()
                        .filter(ArchitectureTest::isVisible)
                        .forEach(member -> report(member.getFullName(), type, typesOf(member), events));
            }
        };
    }

    private static void report(String place, JavaClass owner, Stream<JavaType> types, ConditionEvents events) {
        Set<String> internal = types.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .filter(resideInAPackage("io.iaas.internal.."))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        internal.forEach(name -> events.add(SimpleConditionEvent.violated(owner, place + " shows " + name)));
    }

    private static Stream<JavaType> typesOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types);
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    private static boolean isVisible(JavaMember member) {
        return isVisible(member.getModifiers()) && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
