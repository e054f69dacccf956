// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.amplitude4j.internal.ObjectPool;

/** Holds the agent's rooms apart, and what the application's class path sees to the JDK. */
@AnalyzeClasses(packages = "dev.amplitude4j.agent", importOptions = DoNotIncludeTests.class)
class AgentHouseTest {

    @ArchTest
    static final ArchRule bootAndBridge_knowTheJdkAlone = classes()
            .that()
            .resideInAnyPackage("..agent.boot", "..agent.bridge")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.amplitude4j.agent.boot", "dev.amplitude4j.agent.bridge");

    @ArchTest
    static final ArchRule templates_callNothingButTheBridge = classes()
            .that()
            .haveSimpleNameEndingWith("Template")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "net.bytebuddy..", "..agent.bridge", "..agent.weave");

    @ArchTest
    static final ArchRule rooms_haveNoCircles =
            slices().matching("dev.amplitude4j.agent.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule byteBuddy_isBehindTheWeaver = noClasses()
            .that()
            .resideOutsideOfPackages("..agent.weave", "..agent.doctor")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.bytebuddy..");

    @ArchTest
    static final ArchRule agent_doesNotEnterTheRoomsOfTheCore = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.amplitude4j.internal..").and(not(type(ObjectPool.class))));

    @ArchTest
    static final ArchRule nobody_logsThroughTheApplication = noClasses()
            .that()
            .doNotHaveSimpleName("JulReader")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "org.apache.logging..", "java.util.logging..");
}
