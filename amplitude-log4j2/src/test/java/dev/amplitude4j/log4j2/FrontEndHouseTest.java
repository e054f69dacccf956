// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the front end to the public floor of the core. */
@AnalyzeClasses(packages = "dev.amplitude4j.log4j2", importOptions = DoNotIncludeTests.class)
class FrontEndHouseTest {

    @ArchTest
    static final ArchRule frontEnd_doesNotEnterTheRooms =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.amplitude4j.internal..");

    @ArchTest
    static final ArchRule frontEnd_sendsNothingItself =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("okhttp3..", "com.fasterxml..", "java.net..");

    /** Its lock is held while a manager starts or stops: nothing of ours may be slow there, so nothing of ours is. */
    @ArchTest
    static final ArchRule frontEnd_hasNoManager =
            noClasses().should().beAssignableTo("org.apache.logging.log4j.core.appender.AbstractManager");
}
