// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor says of every rule what it would do, from class files alone. */
class DoctorTest {

    private static final List<String> SHOP = List.of("""
            package com.acme;
            import java.math.BigDecimal;
            import java.util.*;
            public class Order {
                public final String id = "1";
                private final Customer customer = null;
                private String note;
                public Customer getCustomer() { return customer; }
                public BigDecimal total() { return null; }
                public boolean isGift() { return true; }
                public List<Line> getLines() { return null; }
                public Map<String, Line> byName() { return null; }
                public Optional<Customer> getPayer() { return null; }
                public Object getAnything() { return null; }
                public static class Line { public int amount; public Status status; }
                public enum Status { NEW, PAID }
            }
            """, """
            package com.acme;
            public class Customer { public String getEmail() { return null; } }
            """, """
            package com.acme;
            public interface Orders<T> { T place(T order, int priority); default void cancel() {} }
            """, """
            package com.acme;
            import java.util.concurrent.CompletionStage;
            public class OrderService implements Orders<Order> {
                private static final java.util.logging.Logger LOG = null;
                public OrderService() {}
                @Override public Order place(Order order, int priority) {
                    LOG.info("Order {} placed by {}");
                    return order;
                }
                public void cancel(Order order) {}
                public void cancel(Order order, String why) {}
                public static String describe(Order order) { return ""; }
                public CompletionStage<Order> placeLater(Order order) { return null; }
            }
            """, """
            package com.acme;
            public class SpecialService extends OrderService {}
            """);

    @TempDir
    Path directory;

    private String output;

    @Test
    void rule_isShownWithItsMatchTypesAndSample() throws IOException {
        int exit = examine(shop("-g").jar(), """
                methods:
                  - method: com.acme.OrderService#place(com.acme.Order, int)
                    event: Order Placed
                    user: order.customer.email
                    properties:
                      total: arg0.total
                      gift: order.gift
                      id: return.id
                      lines: order.lines.size
                      first: order.lines.0.amount
                      named: "order.byName.red.status"
                      payer: order.payer.email
                      open: order.anything
                      priority: priority
                      took: duration_ms
                    groups: { tenant: "mdc:tenant" }
                    fixed: { channel: legacy }
                    when: order.total > 0
                """);
        assertThat(output)
                .contains("rules.yaml:2:5  com.acme.OrderService#place(com.acme.Order, int) -> Order Placed")
                .contains(
                        "matches com.acme.OrderService#place(com.acme.Order order, int priority) returns com.acme.Order")
                .contains("user: param:order.customer.email: Order -> Customer -> String")
                .contains("property total: arg0.total: Order -> BigDecimal")
                .contains("property gift: param:order.gift: Order -> boolean")
                .contains("property lines: param:order.lines.size: Order -> List<Order$Line> -> int")
                .contains("property first: param:order.lines[0].amount: Order -> List<Order$Line> -> Order$Line -> int")
                .contains(
                        "named: param:order.byName.red.status: Order -> Map<Order$Line> -> Order$Line -> Order$Status")
                .contains("payer: param:order.payer.email: Order -> Optional<Customer> -> String")
                .contains("a bridge method stands before it")
                .contains("\"event_type\":\"Order Placed\",\"user_id\":\"text\"")
                .contains("\"total\":1.5,\"gift\":true")
                .contains("\"took\":12")
                .contains("\"channel\":\"legacy\"}")
                .contains("\"groups\":{\"tenant\":\"text\"}")
                .contains("7 classes, 1 method rule, 0 log rules: 0 errors, 0 warnings");
        assertThat(exit).isEqualTo(Doctor.FINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "com.acme.OrderServce#place          | there is no class com.acme.OrderServce in the application; did you mean com.acme.OrderService?",
                "com.other.OrderService#place        | did you mean com.acme.OrderService?",
                "com.acme.Order.Line#x               | did you mean com.acme.Order$Line?",
                "com.acme.OrderService#plaec         | there is no method plaec in com.acme.OrderService; did you mean place?",
                "com.acme.OrderService#zzz           | there are place, cancel, describe, placeLater",
                "com.acme.OrderService#place(int)    | no place of com.acme.OrderService has these parameters; there are place(com.acme.Order, int)",
                "com.acme.SpecialService#place       | inherits place and does not override it; did you mean com.acme.OrderService#place?",
                "com.acme.*#plaec                    | none of the 7 classes in com.acme.* has a method like that; did you mean place?",
                "com.acne.*#place                    | there is no class in the package com.acne or below it; did you mean com.acme?",
            })
    void ruleThatMatchesNothing_saysWhyAndWhatMayBeMeant(String method, String reason) throws IOException {
        int exit = examine(shop("-g").jar(), "methods:\n  - method: " + method.trim() + "\n    event: E\n");
        assertThat(output).contains("error: it matches no method: ").contains(reason);
        assertThat(exit).isEqualTo(Doctor.PROBLEMS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "place     | order.totl         | there is no public totl in com.acme.Order; did you mean total?",
                "place     | order.note         | the field is not public and has no getter",
                "place     | ordr.total         | there is no parameter named ordr; did you mean order?",
                "place     | retrun.total       | there is no parameter named retrun; did you mean return?",
                "place     | arg2               | the method has 2 parameters, counted from arg0",
                "place     | priority.x         | a value of type int has no parts",
                "place     | order.total.0      | a value of type BigDecimal has no elements",
                "place     | order.customer     | ends at a Customer, which is no value that can be sent",
                "describe  | this.x             | a static method has no this",
                "cancel(com.acme.Order) | return | the method returns nothing",
            })
    void pathThatLeadsNowhere_isAnError(String method, String path, String reason) throws IOException {
        int exit = examine(
                shop("-g").jar(),
                "methods:\n  - method: com.acme.OrderService#" + method.trim() + "\n    event: E\n    properties: { p: "
                        + path.trim() + " }\n");
        assertThat(output).contains("error: property p: ").contains(reason);
        assertThat(exit).isEqualTo(Doctor.PROBLEMS);
    }

    @Test
    void variableThatIsNotSetHere_isNoMistake() throws IOException {
        int exit = examine(shop("-g").jar(), """
                apiKey: ${env:NO_VARIABLE_OF_ANY_MACHINE}
                methods:
                  - { method: com.acme.Customer#getEmail, event: E }
                """);
        assertThat(output)
                .contains("rules.yaml:1:9: the environment variable NO_VARIABLE_OF_ANY_MACHINE is not set")
                .contains("1 method rule, 0 log rules: 0 errors, 1 warning");
        assertThat(exit).isEqualTo(Doctor.FINE);
    }

    @Test
    void parameterNames_comeFromEitherTableOrAreMissed() throws IOException {
        String rules =
                "methods:\n  - method: com.acme.OrderService#place\n    event: E\n    properties: { p: order.total }\n";
        assertThat(examine(shop("-g:none", "-parameters").jar(), rules)).isEqualTo(Doctor.FINE);
        assertThat(examine(shop("-g").jar(), rules)).isEqualTo(Doctor.FINE);
        assertThat(examine(shop("-g:none").jar(), rules)).isEqualTo(Doctor.PROBLEMS);
        assertThat(output).contains("the class file has no names of parameters, write arg0, arg1, ...");
    }

    @Test
    void interface_standsForWhatImplementsIt() throws IOException {
        examine(shop("-g").jar(), "methods:\n  - method: com.acme.Orders#place\n    event: E\n");
        assertThat(output).contains("matches com.acme.OrderService#place(com.acme.Order order, int priority)");
    }

    @Test
    void overloads_areWarnedOf() throws IOException {
        int exit = examine(shop("-g").jar(), "methods:\n  - method: com.acme.OrderService#cancel\n    event: E\n");
        assertThat(output).contains("warning: com.acme.OrderService has 2 methods named cancel, and all make events");
        assertThat(exit).isEqualTo(Doctor.FINE);
    }

    @Test
    void completionStage_countsWithWhatItHolds() throws IOException {
        examine(shop("-g").jar(), """
                methods:
                  - { method: com.acme.OrderService#placeLater, event: E, properties: { total: return.total } }
                  - { method: com.acme.OrderService#placeLater, event: F, on: enter }
                """);
        assertThat(output)
                .contains("property total: return.total: Order -> BigDecimal")
                .contains("on: enter counts calls");
    }

    @Test
    void logRule_isHeldAgainstClassesAndTemplates() throws IOException {
        int exit = examine(shop("-g").jar(), """
                logs:
                  - { logger: com.acme.*, message: 'Order (?<order_id>\\d+) placed', event: Placed, types: {order_id: number} }
                  - { logger: audit, message: 'x', event: Other }
                """);
        assertThat(output)
                .contains("7 classes have the name of such a logger")
                .contains("may fit: \"Order {} placed by {}\"")
                .contains("sample: {\"event_type\":\"Placed\",\"event_properties\":{\"order_id\":1}}")
                .contains("warning: no class has the name of such a logger");
        assertThat(exit).isEqualTo(Doctor.FINE);
    }

    @Test
    void whatKotlinAndProxiesMake_isWarnedOf() throws IOException {
        BuiltApplication built = new BuiltApplication(
                directory.resolve("kotlin"),
                List.of(
                        "package kotlin.coroutines; public interface Continuation {}",
                        """
                        package com.acme;
                        public class Basket {
                            public Object load(int id, kotlin.coroutines.Continuation next) { return null; }
                            public int add(int id) { int $i$f$add = 0; return id + $i$f$add; }
                            public int plain(int id) { return id; }
                        }
                        """,
                        "package com.acme; public class Basket$$SpringCGLIB$$0 extends Basket { public int plain(int id) { return 1; } }"),
                "-g");
        int exit = examine(built.jar(), """
                methods:
                  - { method: com.acme.Basket#load, event: Loaded }
                  - { method: com.acme.Basket#add, event: Added }
                  - { method: com.acme.Basket$$SpringCGLIB$$0#plain, event: Proxied }
                  - { method: com.acme.*#plain, event: Plain }
                """);
        assertThat(output)
                .containsOnlyOnce("warning: it is a suspend function of Kotlin")
                .containsOnlyOnce("warning: it is an inline function of Kotlin")
                .containsOnlyOnce("warning: the class looks generated (a proxy)")
                .containsOnlyOnce("matches com.acme.Basket#plain(")
                .contains("0 errors, 3 warnings");
        assertThat(exit).isEqualTo(Doctor.FINE);
    }

    @Test
    void constructor_isRefusedWithTheReason() throws IOException {
        int exit = examine(shop("-g").jar(), "methods:\n  - { method: com.acme.Order#<init>, event: E }\n");
        assertThat(output).contains("constructors make no events, since their object is not finished");
        assertThat(exit).isEqualTo(Doctor.PROBLEMS);
    }

    @Test
    void mistakesOfTheFile_areErrors() throws IOException {
        int exit = examine(shop("-g").jar(), "methods:\n  - { methd: a.B#c, event: E }\n");
        assertThat(output)
                .contains("error: ")
                .contains("rules.yaml:2:7: 'methd' is not known here; did you mean method?");
        assertThat(exit).isEqualTo(Doctor.PROBLEMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jar", "fatJar", "war", "directory"})
    void everyPackaging_isOpened(String packaging) throws IOException {
        BuiltApplication shop = shop("-g");
        Path application = switch (packaging) {
            case "jar" -> shop.jar();
            case "fatJar" -> shop.fatJar();
            case "war" -> shop.war();
            default -> shop.directory();
        };
        int exit = examine(application, "methods:\n  - { method: com.acme.OrderService#place, event: E }\n");
        assertThat(output).contains("matches com.acme.OrderService#place").contains("7 classes, 1 method rule");
        assertThat(exit).isEqualTo(Doctor.FINE);
    }

    @Test
    void realJar_isReadWithoutAComplaint() throws IOException {
        Path jackson = Path.of(ObjectMapper.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        int exit = examine(jackson, """
                methods:
                  - method: com.fasterxml.jackson.databind.ObjectMapper#writeValueAsString
                    event: Written
                    properties: { text: return, length: return.length, features: this.serializationConfig.timeZone.iD }
                  - { method: com.fasterxml.jackson.databind.JsonSerializer#serialize, event: E }
                  - { annotation: com.fasterxml.jackson.databind.annotation.JacksonStdImpl, event: Std }
                """);
        assertThat(output)
                .contains(
                        "matches com.fasterxml.jackson.databind.ObjectMapper#writeValueAsString(java.lang.Object value)")
                .contains("property length: return.length: String -> int")
                .contains("has no body to look into: it is abstract, native or made by the compiler")
                .contains("3 method rules")
                .doesNotContain("cannot be read");
        assertThat(exit).isEqualTo(Doctor.PROBLEMS);
    }

    @Test
    void annotationsOfOurs_areRulesToo_andAMistakeInOneIsAnError() throws IOException {
        int exit = examine(Path.of("target", "test-classes", "com", "acme"), "methods: []\n");

        assertThat(output)
                .contains("@AmplitudeEvent on com.acme.Annotated$Till#pay(java.lang.String, int)")
                .contains("@AmplitudeEvent on com.acme.Annotated$Till#pay(double, java.lang.String)")
                .contains("error: com.acme.Annotated$Till#payBack: a path in an annotation: expected a name after the");
        assertThat(exit).isEqualTo(Doctor.PROBLEMS);
    }

    @Test
    void wrongArguments_areSaidAndHaveACodeOfTheirOwn() throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), "methods: []\n");
        assertThat(run()).isEqualTo(Doctor.UNUSABLE);
        assertThat(output).contains("usage: doctor RULES APP.jar|war|DIR");
        assertThat(run("none.yaml", directory.toString())).isEqualTo(Doctor.UNUSABLE);
        assertThat(output).contains("none.yaml: there is no such rules file");
        assertThat(run(rules.toString(), "none.jar")).isEqualTo(Doctor.UNUSABLE);
        assertThat(output).contains("none.jar: there is no such file or directory");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(run(rules.toString(), empty.toString())).isEqualTo(Doctor.UNUSABLE);
        assertThat(output).contains("there is no class file in it");
    }

    private BuiltApplication shop(String... options) throws IOException {
        return new BuiltApplication(Files.createTempDirectory(directory, "shop"), SHOP, options);
    }

    private int examine(Path application, String rules) throws IOException {
        Path file = Files.writeString(directory.resolve("rules.yaml"), rules);
        return run(file.toString(), application.toString());
    }

    private int run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int exit = Doctor.run(arguments, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        output = bytes.toString(StandardCharsets.UTF_8);
        return exit;
    }
}
