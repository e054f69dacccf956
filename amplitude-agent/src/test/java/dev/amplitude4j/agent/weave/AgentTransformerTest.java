// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Annotated;
import com.acme.Shop;
import dev.amplitude4j.agent.rules.MethodPattern;
import dev.amplitude4j.agent.rules.MethodRule;
import dev.amplitude4j.agent.rules.Moment;
import dev.amplitude4j.agent.rules.Place;
import dev.amplitude4j.agent.rules.SyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found and woven, without a JVM of its own. */
class AgentTransformerTest {

    private final RecordingSites sites = new RecordingSites();

    @Test
    void namedMethod_isWovenWithTheNamesOfItsParameters() {
        assertThat(transform(Shop.class, "com.acme.Shop#place")).isNotNull();

        assertThat(sites.woven).hasSize(1);
        assertThat(sites.woven.get(0).method().parameterNames()).isEqualTo("[order]");
    }

    /** As a debugger does with a class that was edited: what it hands over is not woven. */
    @Test
    void classThatIsRedefined_isWovenAgain() {
        AgentTransformer transformer = transformer("com.acme.Shop#place");
        assertThat(transformer.transform(loader(), "com/acme/Shop", Shop.class, null, bytes(Shop.class)))
                .isNotNull();
    }

    @Test
    void overloadsByParameters_areToldApart() {
        assertThat(transform(Shop.class, "com.acme.Shop#place(String)")).isNull();
        assertThat(transform(Shop.class, "com.acme.Shop#place(Order)")).isNotNull();
    }

    @Test
    void packageRule_meansClassesBelowIt_butNoProxies() {
        byte[] bytes = bytes(Shop.class);
        AgentTransformer transformer = transformer("com.acme.*#place");

        assertThat(transformer.transform(loader(), "com/acme/Shop", null, null, bytes))
                .isNotNull();
        assertThat(transformer.transform(loader(), "com/acme/Shop$$SpringCGLIB$$0", null, null, bytes))
                .isNull();
        assertThat(transformer.transform(loader(), "com/acme2/Shop", null, null, bytes))
                .isNull();
    }

    @Test
    void interfaceRule_meansClassesThatSayTheyImplementIt_withoutBridgeMethods() {
        assertThat(transform(Annotated.Box.class, "java.util.function.Supplier#get"))
                .isNotNull();

        assertThat(sites.woven).hasSize(1);
        assertThat(sites.woven.get(0).method().signature()).isEqualTo("get()Ljava/lang/String;");
    }

    /** What only calls a class that is meant is not parsed, and does not have Byte Buddy loaded. */
    @Test
    void classThatOnlyMentionsOneThatIsMeant_isNotLookedInto() throws SyntaxException {
        MatchPlan plan = new MatchPlan(List.of(rule("com.acme.Shop$Counter#serve")), List.of());

        assertThat(plan.mayMean("com/acme/Shop", bytes(Shop.class))).isFalse();
        assertThat(plan.mayMean("com/acme/Shop$BaseCounter", bytes(Shop.BaseCounter.class)))
                .isTrue();
        assertThat(plan.mayMean("com/acme/Shop$Counter", bytes(Shop.Counter.class)))
                .isTrue();
    }

    @Test
    void annotations_spellOutTheRule() {
        assertThat(transform(Annotated.class)).isNotNull();

        assertThat(sites.woven)
                .extracting(Match::event)
                .containsExactly("Order Completed", "Checkout.byClass", "Order Refunded");
        MethodRule rule = sites.woven.get(0).rule();
        assertThat(rule.on()).isEqualTo(Moment.ALWAYS);
        assertThat(rule.user()).hasToString("arg0");
        assertThat(rule.properties()).hasToString("[result: return, total: arg1.total]");
        assertThat(rule.groups()).hasToString("[company: arg2]");
        assertThat(sites.woven.get(1).rule().on()).isEqualTo(Moment.ENTER);
    }

    /** Below another package as they were; or in one of another name, which has to be told. */
    @ParameterizedTest
    @CsvSource({
        "com/acme/shaded/dev/amplitude4j/annotations/, ''",
        "org/elsewhere/annotations/, org.elsewhere.annotations.AmplitudeEvent"
    })
    void annotationsThatABuildHasMoved_spellOutTheSameRule(String folder, String named) {
        List<String> eventAnnotations = named.isEmpty() ? List.of() : List.of(named);
        AgentTransformer transformer = new AgentTransformer(List.of(), eventAnnotations, false, sites);

        assertThat(transformer.transform(
                        loader(), "com/acme/Annotated", null, null, moved(bytes(Annotated.class), folder)))
                .isNotNull();
        MethodRule rule = sites.woven.get(0).rule();
        assertThat(rule).hasToString("@" + folder.replace('/', '.') + "AmplitudeEvent -> Order Completed");
        assertThat(rule.on()).isEqualTo(Moment.ALWAYS);
        assertThat(rule.user()).hasToString("arg0");
        assertThat(rule.properties()).hasToString("[result: return, total: arg1.total]");
        assertThat(rule.groups()).hasToString("[company: arg2]");
    }

    private static byte[] moved(byte[] bytes, String folder) {
        String ours = "dev/amplitude4j/annotations/";
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes)
                .accept(
                        new ClassRemapper(writer, new Remapper(Opcodes.ASM9) {
                            @Override
                            public String map(String name) {
                                return name.startsWith(ours) ? folder + name.substring(ours.length()) : name;
                            }
                        }),
                        0);
        return writer.toByteArray();
    }

    @Test
    void foreignAnnotation_meansMethodsThatCarryIt() {
        MethodRule rule = MethodRule.forAnnotation(Place.of("test"), Deprecated.class.getName())
                .build();
        AgentTransformer transformer = new AgentTransformer(List.of(rule), List.of(), false, sites);

        assertThat(transformer.transform(loader(), "com/acme/Annotated", null, null, bytes(Annotated.class)))
                .isNotNull();
        assertThat(sites.woven).extracting(Match::event).contains("Annotated.old");
    }

    @Test
    void whatIsNotMeant_isLeftAlone() {
        AgentTransformer transformer = transformer("com.acme.Shop#place");

        assertThat(transformer.transform(loader(), "com/acme/Busy", null, null, bytes(com.acme.Busy.class)))
                .isNull();
        assertThat(transformer.transform(null, "com/acme/Shop", null, null, bytes(Shop.class)))
                .isNull();
        assertThat(transformer.transform(loader(), null, null, null, bytes(Shop.class)))
                .isNull();
        assertThat(sites.failures).isEmpty();
    }

    @Test
    void damagedClasses_neverMakeItThrow() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] whole = bytes(Shop.class);
        AgentTransformer transformer = transformer("com.acme.Shop#place", "com.acme.*#serve");
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = damaged(whole, random);
            assertThat(catchAny(() -> transformer.transform(loader(), "com/acme/Shop", null, null, damaged)))
                    .as("seed %d, round %d", seed, i)
                    .isNull();
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int i = 0; i < 1 + random.nextInt(8) && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static Throwable catchAny(Runnable call) {
        try {
            call.run();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private byte[] transform(Class<?> type, String... patterns) {
        return transformer(patterns).transform(loader(), type.getName().replace('.', '/'), null, null, bytes(type));
    }

    private AgentTransformer transformer(String... patterns) {
        List<MethodRule> rules =
                Arrays.stream(patterns).map(AgentTransformerTest::rule).toList();
        return new AgentTransformer(rules, List.of(), false, sites);
    }

    private static MethodRule rule(String pattern) {
        try {
            return MethodRule.forMethod(Place.of("test"), MethodPattern.parse(pattern))
                    .event("Event")
                    .build();
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Not the one that loaded the transformer: to that, the classes are the agent's own. */
    private static ClassLoader loader() {
        return new ClassLoader(AgentTransformerTest.class.getClassLoader()) {};
    }

    static byte[] bytes(Class<?> type) {
        try (InputStream in = type.getResourceAsStream('/' + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
