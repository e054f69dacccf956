// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.examples.shop.demo.ShopLogging;
import dev.amplitude4j.examples.shop.visit.Visitors;
import dev.amplitude4j.examples.shop.web.ShopServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lets visitors into the shop and looks at what its logging makes of them on the other side. */
class ShopIT {

    private static final Set<String> EVERY_KIND = Set.of(
            "Catalogue Searched",
            "Product Viewed",
            "Product Added",
            "Signed Up",
            "Plan Changed",
            "Order Completed",
            "Order Refunded",
            "Checkout Failed",
            "$identify",
            "$groupidentify",
            "revenue_amount");

    private static Emulator emulator;

    @BeforeAll
    static void visit() throws Exception {
        emulator = Emulator.start();
        ShopLogging logging = ShopLogging.start(emulator.url());
        long seed = new Random().nextLong();
        System.out.println("ShopIT seed " + seed);
        try (ShopServer shop = Shop.open(0);
                Visitors visitors = Visitors.enter(shop.url(), 100, seed)) {
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(typesReceived()).containsAll(EVERY_KIND));
            assertThat(visitors.failed()).isZero();
        } finally {
            logging.stop();
            System.clearProperty("AMPLITUDE_API_KEY");
            System.clearProperty("AMPLITUDE_SERVER_URL");
        }
    }

    @AfterAll
    static void close() {
        emulator.close();
    }

    @Test
    void nothing_isRejected() {
        assertThat(emulator.rejected()).isEmpty();
    }

    @Test
    void productAdded_keepsItsTypesAndTellsWhoAskedInWhichSession() {
        JsonNode event = one("Product Added");

        JsonNode properties = event.path("event_properties");
        assertThat(properties.path("price").isNumber()).isTrue();
        assertThat(properties.path("quantity").isIntegralNumber()).isTrue();
        assertThat(properties.path("sku").isTextual()).isTrue();
        assertThat(properties.path("tenant").asText()).isIn("north", "south", "west");
        assertThat(properties.path("request_id").asText()).isNotBlank();
        assertThat(properties.path("service").asText()).isEqualTo("shop");
        assertThat(event.path("device_id").asText()).hasSize(36);
        assertThat(Instant.ofEpochMilli(event.path("session_id").asLong()))
                .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
    }

    @Test
    void orderCompleted_carriesItsItemsAndTheCompany() {
        JsonNode event = one("Order Completed");

        JsonNode properties = event.path("event_properties");
        assertThat(event.path("user_id").asText()).startsWith("customer-");
        assertThat(event.path("groups").path("company").asText()).startsWith("Company ");
        assertThat(properties.path("total").isNumber()).isTrue();
        assertThat(properties.path("has_discount").isBoolean()).isTrue();
        assertThat(properties.path("items").path(0).path("amount").isNumber()).isTrue();
        assertThat(properties.path("items").path(0).path("quantity").isIntegralNumber())
                .isTrue();
    }

    @Test
    void revenue_isPositiveForPurchasesAndNegativeForRefunds() {
        List<JsonNode> revenues = all("revenue_amount");

        assertThat(revenues).allSatisfy(event -> {
            JsonNode properties = event.path("event_properties");
            double price = properties.path("$price").asDouble();
            assertThat(price > 0)
                    .isEqualTo(properties.path("$revenueType").asText().equals("purchase"));
            assertThat(properties.path("$currency").asText()).isEqualTo("EUR");
        });
        assertThat(revenues)
                .anySatisfy(event -> assertThat(
                                event.path("event_properties").path("$price").asDouble())
                        .isNegative());
    }

    @Test
    void signUp_setsPropertiesOfUserAndCompanyAndHidesTheAddress() {
        String userId = one("Signed Up").path("user_id").asText();
        JsonNode user = emulator.userProperties(userId);

        assertThat(user.path("plan").asText()).isIn("FREE", "PLUS", "PRO");
        assertThat(user.path("email").asText()).isEqualTo("****");
        assertThat(Instant.parse(user.path("signed_up_at").asText())).isBefore(Instant.now());
        String company = user.path("company").asText();
        assertThat(emulator.groupProperties("company", company)
                        .path("customers")
                        .asInt())
                .isPositive();
    }

    @Test
    void planChange_isCounted() {
        String userId = one("Plan Changed").path("user_id").asText();

        assertThat(emulator.userProperties(userId).path("plan").asText()).isEqualTo("PRO");
        assertThat(emulator.userProperties(userId).path("plan_changes").asInt()).isEqualTo(1);
    }

    @Test
    void checkoutFailed_namesTheErrorWithoutItsStack() {
        JsonNode event = one("Checkout Failed");

        assertThat(event.path("event_properties").path("error_type").asText()).endsWith(".ShopException");
        assertThat(event.path("event_properties").path("reason").asText()).isEqualTo("DECLINED");
        assertThat(event.toString()).doesNotContain("Checkout.pay(");
    }

    private static Set<String> typesReceived() {
        return emulator.received().stream().map(StoredEvent::eventType).collect(Collectors.toSet());
    }

    private static JsonNode one(String eventType) {
        return all(eventType).get(0);
    }

    private static List<JsonNode> all(String eventType) {
        return emulator.received().stream()
                .filter(event -> event.eventType().equals(eventType))
                .map(StoredEvent::node)
                .toList();
    }
}
