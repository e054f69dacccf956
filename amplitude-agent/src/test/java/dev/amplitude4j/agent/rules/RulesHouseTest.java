// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** What reads the rules runs before {@code main}, so it stays away from what must not be touched then. */
@AnalyzeClasses(packages = "dev.amplitude4j.agent.rules", importOptions = DoNotIncludeTests.class)
class RulesHouseTest {

    @ArchTest
    static final ArchRule reading_touchesNothingThatIsForbiddenBeforeMain = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.nio.file..",
                    "java.util.logging..",
                    "javax.management..",
                    "java.net..",
                    "java.util.stream.."));

    @ArchTest
    static final ArchRule rules_knowNothingAboveThem = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.amplitude4j.agent", "..agent.weave..", "..agent.call..", "..agent.doctor..", "..agent.log.."));

    @Test
    void lambdas_areLinkedForSettingsOfTheClientOnly() throws IOException {
        List<String> withLambdas = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("target", "classes", "dev", "amplitude4j", "agent", "rules"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                new ClassReader(Files.readAllBytes(file)).accept(new LambdaFinder(file, withLambdas), 0);
            }
        }
        assertThat(withLambdas).containsOnly("ClientSettings.class");
    }

    /** Notes the file if one of its methods links a lambda. */
    private static final class LambdaFinder extends ClassVisitor {
        private final Path file;
        private final List<String> found;

        LambdaFinder(Path file, List<String> found) {
            super(Opcodes.ASM9);
            this.file = file;
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(String call, String type, Handle bootstrap, Object... arguments) {
                    found.add(file.getFileName().toString());
                }
            };
        }
    }
}
