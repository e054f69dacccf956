// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amplitude4j.examples.shop.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopServerTest {

    private static final String GOOD_CARD = "{\"card_number\": \"4000056655665556\"}";
    private static final String BAD_CARD = "{\"card_number\": \"4000000000000002\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private ShopServer shop;

    @BeforeEach
    void open() throws IOException {
        shop = Shop.open(0);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void search_findsByNameOrCategoryInAnyCase() throws Exception {
        assertThat(get("/products?query=BEANS").json.findValuesAsText("sku"))
                .containsExactly("BEAN-SIDAMO", "BEAN-HUILA", "BEAN-DECAF");
        assertThat(get("/products?query=moka%20pot").json.findValuesAsText("sku"))
                .containsExactly("POT-MOKA");
        assertThat(get("/products").json).hasSize(10);
    }

    @Test
    void product_unknownIsNotFound() throws Exception {
        Answer answer = get("/products/TEA");

        assertThat(answer.status).isEqualTo(404);
        assertThat(answer.json.path("error").asText()).isEqualTo("there is no product TEA");
    }

    @Test
    void cart_addsUpItsLines() throws Exception {
        String cart = openCart();
        add(cart, "CUP-TRAVEL", 2);
        Answer answer = add(cart, "CUP-TRAVEL", 1);

        assertThat(answer.status).isEqualTo(201);
        assertThat(answer.json.path("total").decimalValue()).isEqualByComparingTo("56.25");
        assertThat(add(cart, "CUP-TRAVEL", 97).status).isEqualTo(400);
        assertThat(get("/carts/" + cart).json.path("lines")).hasSize(1);
    }

    @Test
    void checkout_takesTheDiscountOfThePlan() throws Exception {
        String customer = signUp("PRO");
        Answer order = pay(filledCart(), customer, GOOD_CARD);

        assertThat(order.status).isEqualTo(201);
        assertThat(order.json.path("total").decimalValue()).isEqualByComparingTo("170.10"); // 189.00 - 10 %
    }

    @Test
    void checkout_happensOnce() throws Exception {
        String customer = signUp("FREE");
        String cart = filledCart();

        assertThat(pay(cart, customer, GOOD_CARD).status).isEqualTo(201);
        assertThat(pay(cart, customer, GOOD_CARD).status).isEqualTo(404);
    }

    @Test
    void checkout_keepsTheCartIfTheCardIsRefused() throws Exception {
        String customer = signUp("FREE");
        String cart = filledCart();

        assertThat(pay(cart, customer, BAD_CARD).status).isEqualTo(402);
        assertThat(pay(cart, customer, GOOD_CARD).status).isEqualTo(201);
    }

    @Test
    void checkout_needsACustomer() throws Exception {
        assertThat(pay(filledCart(), null, GOOD_CARD).status).isEqualTo(401);
        assertThat(pay(filledCart(), "customer-1", GOOD_CARD).status).isEqualTo(404);
    }

    @Test
    void plan_isChangedByCustomersThemselvesOnly() throws Exception {
        String customer = signUp("FREE");
        String path = "/customers/" + customer + "/plan";

        assertThat(send("PUT", path, customer, "{\"plan\": \"PLUS\"}")
                        .json
                        .path("plan")
                        .asText())
                .isEqualTo("PLUS");
        assertThat(send("PUT", path, null, "{\"plan\": \"PRO\"}").status).isEqualTo(403);
    }

    @Test
    void refund_happensOnce() throws Exception {
        String customer = signUp("FREE");
        String order = pay(filledCart(), customer, GOOD_CARD).json.path("id").asText();
        String path = "/orders/" + order + "/refund";

        assertThat(send("POST", path, customer, "{\"reason\": \"damaged\"}")
                        .json
                        .path("refunded")
                        .asBoolean())
                .isTrue();
        assertThat(send("POST", path, customer, "{\"reason\": \"damaged\"}").status)
                .isEqualTo(409);
    }

    @Test
    void body_ofUnknownFormIsRefused() throws Exception {
        assertThat(send("POST", "/customers", null, "{\"nickname\": 1}").status).isEqualTo(400);
        assertThat(send("POST", "/customers", null, "null").status).isEqualTo(400);
        assertThat(send("POST", "/customers", null, "{}").status).isEqualTo(400);
    }

    private String openCart() throws Exception {
        return send("POST", "/carts", null, "{}").json.path("id").asText();
    }

    private String filledCart() throws Exception {
        String cart = openCart();
        add(cart, "MILL-BURR", 1);
        return cart;
    }

    private Answer add(String cart, String sku, int quantity) throws Exception {
        return send(
                "POST",
                "/carts/" + cart + "/lines",
                null,
                "{\"sku\": \"" + sku + "\", \"quantity\": " + quantity + "}");
    }

    private String signUp(String plan) throws Exception {
        String form = "{\"name\": \"Buyer\", \"email\": \"buyer@example.com\", \"company\": \"Company\", \"plan\": \""
                + plan + "\"}";
        return send("POST", "/customers", null, form).json.path("id").asText();
    }

    private Answer pay(String cart, String customer, String card) throws Exception {
        return send("POST", "/carts/" + cart + "/checkout", customer, card);
    }

    private Answer get(String path) throws Exception {
        return send("GET", path, null, "");
    }

    private Answer send(String method, String path, String customer, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(shop.url() + path)).method(method, BodyPublishers.ofString(body));
        if (customer != null) {
            request.header("X-Customer-Id", customer);
        }
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), new ObjectMapper().readTree(response.body()));
    }

    private record Answer(int status, JsonNode json) {}
}
