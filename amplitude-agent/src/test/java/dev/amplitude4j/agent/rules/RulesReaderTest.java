// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.agent.rules.Comparison.Operator;
import dev.amplitude4j.options.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rules file says is what the agent is told, and every mistake in it has its place and its remedy. */
class RulesReaderTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final String EXAMPLE = """
            apiKey: ${env:AMPLITUDE_API_KEY}
            methods:
              - method: com.acme.OrderService#place(com.acme.Order)   # an overload
                event: Order Placed
                on: return
                user: arg0.customer.id
                properties: { total: arg0.total, status: return.status, tenant: "mdc:tenant", took: duration_ms }
                groups: { company: order.lines.0.company }
                fixed: { channel: legacy-web, beta: true, version: 2, rate: 0.5, code: "7" }
                when: return != null and arg0.total > 0
                sample: 10%
                max: 50/s
                oncePerCallChain: true
              - annotation: io.opentelemetry.instrumentation.annotations.WithSpan
            logs:
              - logger: com.acme.audit.*
                message: "Order (?<order_id>\\\\d+) placed by (?<user_id>\\\\S+) for (?<total>[\\\\d.]+)"
                types: { total: number }
                event: Order Placed
                fixed: { channel: legacy }
            """;

    private final Map<String, String> environment = new HashMap<>(Map.of("AMPLITUDE_API_KEY", KEY));
    private final Map<String, String> properties = new HashMap<>();
    private final Variables variables = new Variables() {
        @Override
        String environment(String name) {
            return environment.get(name);
        }

        @Override
        String property(String name) {
            return properties.get(name);
        }
    };

    @TempDir
    Path directory;

    @Test
    void example_isReadInFull() {
        Rules rules = read(EXAMPLE);
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.settings().apiKey()).isEqualTo(KEY);
        MethodRule rule = rules.methods().get(0);
        assertThat(rule.method()).hasToString("com.acme.OrderService#place(com.acme.Order)");
        assertThat(rule.place()).hasToString("rules.yaml:3:5");
        assertThat(rule.event()).isEqualTo("Order Placed");
        assertThat(rule.on()).isEqualTo(Moment.RETURN);
        assertThat(rule.user()).hasToString("arg0.customer.id");
        assertThat(rule.properties())
                .hasToString("[total: arg0.total, status: return.status, tenant: mdc:tenant, took: duration_ms]");
        assertThat(rule.groups()).hasToString("[company: param:order.lines[0].company]");
        assertThat(rule.fixed())
                .containsExactlyEntriesOf(
                        linked("channel", "legacy-web", "beta", true, "version", 2L, "rate", 0.5, "code", "7"));
        assertThat(rule.when()).hasToString("[return != null, arg0.total > 0]");
        assertThat(rule.sample()).isEqualTo(0.1);
        assertThat(rule.maxPerSecond()).isEqualTo(50);
        assertThat(rule.oncePerCallChain()).isTrue();
        assertThat(rules.methods().get(1).annotation()).endsWith(".WithSpan");
        assertThat(rules.methods().get(1).event()).isNull();
        assertThat(rules.logs()).hasSize(1);
        assertThat(rules.logs().get(0).rule().groupNames()).containsExactly("order_id", "user_id", "total");
        assertThat(rules.needLogHook()).isTrue();
        assertThat(rules.mapping().problems()).isEmpty();
    }

    @Test
    void everySetting_reachesTheClientOrTheMapping() {
        Rules rules = read("""
                serverUrl: http://127.0.0.1:1/in
                useBatchEndpoint: true
                minIdLength: 3
                shutdownTimeout: 2 seconds
                missingId: drop
                eventProperties: { service: shop, shard: 3 }
                keys: { userId: [uid, user_id] }
                mdc: { eventProperties: tenant, rename: { a: b }, types: { total: number } }
                privacy: { deny: [card*, iban], mask: phone, ip: truncate }
                queue: { maxBytes: 8MiB }
                batch: { uploadInterval: 250 ms, maxParallelUploads: 2 }
                plan: { branch: main }
                ingestionMetadata: { sourceName: shop }
                log: stderr
                statusFile: /tmp/state
                stopFile: /tmp/stop
                taggedRecords: true
                eventAnnotations: com.acme.copy.AmplitudeEvent
                """);
        assertThat(rules.problems()).isEmpty();
        Options options = rules.settings().clientOptions(KEY).build();
        assertThat(options.uploadUrl()).isEqualTo("http://127.0.0.1:1/in");
        assertThat(options.useBatch()).isTrue();
        assertThat(options.minIdLength()).isEqualTo(3);
        assertThat(options.shutdownTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.maxCachedBytes()).isEqualTo(8L << 20);
        assertThat(options.uploadInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(options.maxParallelUploads()).isEqualTo(2);
        assertThat(options.plan().branch()).isEqualTo("main");
        assertThat(options.ingestionMetadata().sourceName()).isEqualTo("shop");
        assertThat(rules.mapping().minIdLength()).isEqualTo(3);
        AgentSettings settings = rules.settings();
        assertThat(settings.isEnabled()).isTrue();
        assertThat(settings.log()).isEqualTo(AgentSettings.LOG_STDERR);
        assertThat(settings.statusFile()).isEqualTo("/tmp/state");
        assertThat(settings.stopFile()).isEqualTo("/tmp/stop");
        assertThat(settings.eventAnnotations()).containsExactly("com.acme.copy.AmplitudeEvent");
        assertThat(rules.needLogHook()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "evnt: Order Placed       | 3:5  | did you mean event?",
                "on: retrun               | 3:9  | did you mean return?",
                "on: [return]             | 3:9  | expected a text, found a list",
                "user: arg0..id           | 3:16 | expected a name after the dot",
                "user: arg0.getId()       | 3:21 | methods are named without parentheses",
                "user: 7                  | 3:11 | goes under fixed:",
                "properties: { a: arg0 x }| 3:26 | expected .name or [index]",
                "properties: [ total ]    | 3:17 | expected pairs of name: value",
                "when: arg0 = 1           | 3:16 | expected ==",
                "when: arg0 > high        | 3:18 | expected a number after >",
                "when: arg0 == 1 or arg1  | 3:20 | write two rules",
                "when: !arg0              | 3:11 | a text that begins with ! needs quotes",
                "when: thrown             | 3:11 | expected on: throw or on: always",
                "sample: 0%               | 3:13 | above 0%",
                "sample: 2                | 3:13 | up to 100%",
                "max: 5/min               | 3:10 | events per second",
                "oncePerCallChain: maybe  | 3:23 | expected true or false",
                "event: [1                | 4:1  | this is no YAML",
                "fixed: { a: { b: c } }   | 3:17 | expected a text",
                "annotation: a.B          | 3:17 | not both",
            })
    void mistakeInARule_isReportedWithItsPlaceAndTheOtherRulesStand(String line, String place, String text) {
        Rules rules = read("methods:\n  - method: a.B#c\n    " + line.trim()
                + "\n  - { method: a.B#d, event: D }\nlogs:\n  - { logger: a, message: b, event: L }\n");
        assertThat(rules.problems()).isNotEmpty();
        assertThat(rules.problems().stream().map(RuleProblem::toString))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("rules.yaml:" + place + ": ")
                        .contains(text));
        assertThat(rules.methods()).hasToString("[a.B#d -> D]");
        assertThat(rules.logs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'*#place'          | 2:13 | a bare * would match every class",
                "*#place            | 2:13 | needs quotes",
                "com.acme.X#*       | 2:24 | a * would match every method",
                "com.*.X#place      | 2:17 | as the last part",
                "com.*#place        | 2:13 | at least two parts",
                "com.acme.X.place   | 2:13 | did you mean com.acme.X#place?",
                "com.acme.X#<init>  | 2:24 | constructors make no events",
                "com.acme.X#X       | 2:24 | constructors make no events",
                "com.acme.X#a(L<S>) | 2:27 | write L",
                "com.acme.X#a(int   | 2:29 | expected )",
                "com..X#a           | 2:17 | expected the name of a class",
            })
    void methodThatIsNone_isReportedWithItsPlace(String method, String place, String text) {
        Rules rules = read("methods:\n  - method: " + method.trim() + "\n    event: E\n");
        assertThat(rules.problems()).hasSize(1);
        assertThat(rules.problems().get(0).toString())
                .startsWith("rules.yaml:" + place + ": ")
                .contains(text);
        assertThat(rules.methods()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ logger: a, message: '(', event: E }                          | is no regular expression",
                "{ logger: a, message: '(?<t>a)(?<t>b)', event: E }             | two groups are named t",
                "{ logger: a, message: '(?<t>a)', event: E, types: {u: number} }| no group of the message is named 'u'",
                "{ logger: a, message: '(?<t>a)', event: E, types: {t: numbr} } | did you mean number?",
                "{ message: a, event: E }                                       | has no logger",
                "{ logger: a, event: E }                                        | has no message",
                "{ logger: a, message: a }                                      | has no event",
                "{ logger: a, message: a, event: E, event: F }                  | stands here twice",
                "{ logger: a, massage: a, event: E }                            | did you mean message?",
                "just a text                                                    | found a text",
            })
    void mistakeInALogRule_isReportedAndTheOthersStand(String rule, String text) {
        Rules rules = read("logs:\n  - " + rule.trim() + "\n  - { logger: a, message: b, event: L }\n");
        assertThat(rules.problems().toString()).contains("rules.yaml:2:").contains(text);
        assertThat(rules.logs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "privacy: { dney: [card] }         | did you mean deny?",
                "privacy: { ip: hide }             | write one of",
                "serverZone: MARS                  | expected US, EU",
                "serverUrl: http://elsewhere/      | serverUrl",
                "enabled: flase                    | expected true or false",
                "serverZon: EU                     | did you mean serverZone?",
                "privcy: { deny: [card] }          | did you mean privacy?",
                "privacy: { deny: [card }          | this is no YAML",
                "'privacy': { deny: [card }        | this is no YAML",
            })
    void mistakeInASettingThatSaysWhereDataMayGo_leavesTheAgentOff(String line, String text) {
        Rules rules = read(line.trim() + "\nmethods: [ { method: a.B#c, event: E } ]\n");
        assertThat(rules.problems().toString())
                .contains("rules.yaml:1:")
                .contains(text)
                .contains("stays off");
        assertThat(rules.settings().isEnabled()).isFalse();
        assertThat(rules.methods()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "batch: { maxParallelUploads: 99 } | must be 1 to 8",
                "batch: { uploadInterval: soon }   | is no duration",
                "queue: { maxBytes: 1 }            | maxCachedBytes must be",
                "minIdLength: many                 | is no whole number",
                "logss: []                         | did you mean logs?",
            })
    void mistakeInAnotherSetting_leavesItsDefault(String line, String text) {
        Rules rules = read(line.trim() + "\nmethods: [ { method: a.B#c, event: E } ]\n");
        assertThat(rules.problems()).hasSize(1);
        assertThat(rules.problems().get(0).toString()).contains("rules.yaml:1:").contains(text);
        assertThat(rules.settings().isEnabled()).isTrue();
        Options defaults = Options.builder(KEY).build();
        Options options = rules.settings().clientOptions(KEY).build();
        assertThat(options.maxParallelUploads()).isEqualTo(defaults.maxParallelUploads());
        assertThat(options.maxCachedBytes()).isEqualTo(defaults.maxCachedBytes());
    }

    @Test
    void privacyThatStandsTwice_leavesTheAgentOff() {
        Rules rules = read("privacy: { deny: card* }\nprivacy: { mask: phone }\n");
        assertThat(rules.problems().toString()).contains("rules.yaml:2:1", "stands here twice", "stays off");
        assertThat(rules.settings().isEnabled()).isFalse();
    }

    @Test
    void brokenYamlInOneRule_costsThatRuleOnly() {
        Rules rules = read("""
                methods:
                  - method: a.B#one
                    event: One
                  - method: a.B#two
                     event: "Two
                  - method: a.B#three
                    event: Three
                privacy: { deny: card* }
                logs:
                - { logger: a, message: b, event: L }
                """);
        assertThat(rules.methods()).hasToString("[a.B#one -> One, a.B#three -> Three]");
        assertThat(rules.methods().get(1).place()).hasToString("rules.yaml:6:5");
        assertThat(rules.logs()).hasSize(1);
        assertThat(rules.problems()).hasSize(1);
        assertThat(rules.problems().get(0).place().line()).isIn(4, 5, 6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
            a: &a [x,x,x,x,x,x,x,x,x,x]
            b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
            c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
            d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
            e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
            """,
                "a: &a [*a]\n",
                "methods: &m\n  - *m\n",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                "a: b\n--- \nc: d\n",
                "a: \u0007\n",
                "\t- a\n",
                "just text",
                "- 1\n- 2\n",
                "? [a]\n: b\n",
            })
    void hostileYaml_isBoundedAndReported(String text) {
        Rules rules = read(text);
        assertThat(rules.problems()).isNotEmpty();
        assertThat(rules.methods()).isEmpty();
    }

    @Test
    void aliases_areUnderstood() {
        Rules rules = read("""
                methods:
                  - { method: a.B#c, event: E, fixed: &f { x: 1 } }
                  - { method: a.B#d, event: F, fixed: *f }
                """);
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.methods().get(1).fixed()).containsEntry("x", 1L);
    }

    @Test
    void variables_areReplacedOrReported() {
        properties.put("zone", "EU");
        environment.put("A", "${env:B}");
        Rules rules = read("serverZone: ${sys:zone}\nclientName: ${env:NONE:-shop}-${env:A}\napiKey: ${env:MISSING}\n");
        assertThat(rules.settings().clientOptions(KEY).build().clientName()).isEqualTo("shop-${env:B}");
        assertThat(rules.settings().clientOptions(KEY).build().uploadUrl()).contains("api.eu.amplitude.com");
        assertThat(rules.settings().apiKey()).isNull();
        assertThat(rules.problems()).hasSize(1);
        assertThat(rules.problems().get(0).toString())
                .isEqualTo("rules.yaml:3:9: the environment variable MISSING is not set; set it, or write a default:"
                        + " ${env:MISSING:-...}");
    }

    @Test
    void rulesFile_isNamedByArgumentPropertyOrEnvironment() throws IOException {
        Path one = file("one.yaml", "clientName: one\n");
        Path two = file("two.yaml", "clientName: two\n");
        Path three = file("three.yaml", "clientName: three\n");
        environment.put("AMPLITUDE_AGENT_RULES", three.toString());
        assertThat(clientName(null)).isEqualTo("three");
        properties.put("amplitude.agent.rules", two.toString());
        assertThat(clientName("")).isEqualTo("two");
        assertThat(clientName(one.toString())).isEqualTo("one");
        assertThat(clientName("rules=" + one)).isEqualTo("one");
        assertThat(clientName(one + ",clientName=argument")).isEqualTo("argument");
    }

    @Test
    void outerSources_goBeforeInnerOnes() throws IOException {
        Path file = file("a.yaml", "enabled: true\nlog: stderr\nstatusFile: file\nstopFile: file\n");
        environment.put("AMPLITUDE_AGENT_ENABLED", "false");
        environment.put("AMPLITUDE_AGENT_STATUS_FILE", "environment");
        properties.put("amplitude.agent.statusFile", "property");
        Rules rules = RulesReader.read(file + ",stopFile=argument", variables);
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.settings().isEnabled()).isFalse();
        assertThat(rules.settings().log()).isEqualTo("stderr");
        assertThat(rules.settings().statusFile()).isEqualTo("property");
        assertThat(rules.settings().stopFile()).isEqualTo("argument");
    }

    @Test
    void arguments_areEnoughForARule() {
        Rules rules = RulesReader.read(
                "apiKey=" + KEY + ",method=a.B#c(int,java.lang.String),event='Order, Placed',user=arg1,"
                        + "property.total=arg0,when=arg0 > 1,on=always",
                variables);
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.settings().apiKey()).isEqualTo(KEY);
        MethodRule rule = rules.methods().get(0);
        assertThat(rule).hasToString("a.B#c(int, java.lang.String) -> Order, Placed");
        assertThat(rule.properties()).hasToString("[total: arg0]");
        assertThat(rule.when().get(0).operator()).isEqualTo(Operator.GREATER);
        assertThat(rule.on()).isEqualTo(Moment.ALWAYS);
    }

    @Test
    void missingFile_isReportedWithoutItsName() {
        Rules rules = RulesReader.read(KEY, variables);
        assertThat(rules.problems()).hasSize(1);
        assertThat(rules.problems().get(0).toString())
                .startsWith("agent argument: names no rules file")
                .doesNotContain(KEY);
    }

    @Test
    void fileThatIsTooLarge_isRefused() throws IOException {
        Path file = file("large.yaml", "#".repeat(RulesReader.MAX_FILE_BYTES + 1));
        assertThat(RulesReader.read(file.toString(), variables).problems().toString())
                .contains("larger than");
    }

    private String clientName(String arguments) {
        Rules rules = RulesReader.read(arguments, variables);
        assertThat(rules.problems()).isEmpty();
        return rules.settings().clientOptions(KEY).build().clientName();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Rules read(String text) {
        return RulesReader.readText("rules.yaml", text, variables);
    }

    private static Map<String, Object> linked(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
