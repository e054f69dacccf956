// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.Settings;

/** Holds the rooms of the house apart: imports go down only, and in no circle. */
@AnalyzeClasses(packages = "dev.amplitude4j", importOptions = DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule imports_goDownOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("frontend")
            .definedBy("..amplitude4j.frontend")
            .layer("registry")
            .definedBy("..amplitude4j.registry")
            .layer("client")
            .definedBy("dev.amplitude4j")
            .layer("record")
            .definedBy("..amplitude4j.record")
            .layer("lifecycle")
            .definedBy("..internal.lifecycle")
            .layer("upload")
            .definedBy("..internal.upload")
            .layer("retry")
            .definedBy("..internal.retry")
            .layer("spool")
            .definedBy("..internal.spool")
            .layer("batch")
            .definedBy("..internal.batch")
            .layer("encode")
            .definedBy("..internal.encode")
            .layer("json")
            .definedBy("..internal.json")
            .whereLayer("frontend")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("registry")
            .mayOnlyBeAccessedByLayers("frontend")
            .whereLayer("lifecycle")
            .mayOnlyBeAccessedByLayers("client", "registry")
            .whereLayer("upload")
            .mayOnlyBeAccessedByLayers("lifecycle", "client")
            .whereLayer("retry")
            .mayOnlyBeAccessedByLayers("upload", "lifecycle", "client")
            .whereLayer("spool")
            .mayOnlyBeAccessedByLayers("upload", "lifecycle", "client")
            .whereLayer("batch")
            .mayOnlyBeAccessedByLayers("upload", "lifecycle", "client")
            .whereLayer("encode")
            .mayOnlyBeAccessedByLayers("lifecycle", "client", "record")
            .whereLayer("json")
            .mayOnlyBeAccessedByLayers("encode");

    @ArchTest
    static final ArchRule rooms_haveNoCircles =
            slices().matching("dev.amplitude4j.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rooms_doNotKnowTheRoof = noClasses()
            .that()
            .resideInAPackage("..internal..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.amplitude4j"));

    @ArchTest
    static final ArchRule rooms_getNumbersNotOptions = noClasses()
            .that()
            .resideInAPackage("..internal..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Options.class, Settings.class);

    @ArchTest
    static final ArchRule json_knowsNothingOfAmplitude = classes()
            .that()
            .resideInAPackage("..internal.json")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.amplitude4j.internal.json"));

    @ArchTest
    static final ArchRule spool_knowsBytesNotEvents = classes()
            .that()
            .resideInAPackage("..internal.spool")
            .should()
            .onlyDependOnClassesThat(resideInAPackage("java..")
                    .or(resideInAPackage("dev.amplitude4j.internal.spool"))
                    .or(type(Clock.class)));

    @ArchTest
    static final ArchRule callersPath_touchesNeitherOkHttpNorJackson = noClasses()
            .that()
            .resideInAnyPackage("..internal.json", "..internal.encode", "..internal.batch", "..event", "..record")
            .should()
            .dependOnClassesThat(resideInAnyPackage("okhttp3..", "okio..", "com.fasterxml.."));

    @ArchTest
    static final ArchRule nobody_logsThroughTheApplication = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "org.apache.logging..", "java.util.logging.."));
}
