// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.visit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.examples.shop.visit.Browser.Page;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One visitor's way through the shop: many look, some fill a cart, fewer sign up and pay, a few return what they bought. Made
 * up step by step from a random generator, so the same seed makes the same visit. Used by one thread at a time.
 */
final class Visit {

    private static final String GOOD_CARD = "4000056655665556";
    private static final String BAD_CARD = "4000000000000002";
    private static final List<String> WORDS = List.of("", "", "beans", "mill", "cup", "press", "machine");
    private static final List<String> PLANS = List.of("FREE", "FREE", "PLUS", "PRO");
    private static final List<String> REASONS = List.of("too late", "damaged", "changed my mind");
    private static final int COMPANIES = 40;

    private final Random random;
    private final Browser browser;
    private final int number;
    private final Deque<Step> ahead = new ArrayDeque<>();
    private JsonNode products;
    private String sku;
    private String cartId;
    private String orderId;

    /** One click. */
    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    Visit(int number, Random random, Browser browser) {
        this.number = number;
        this.random = random;
        this.browser = browser;
        ahead.add(this::search);
    }

    boolean isOver() {
        return ahead.isEmpty();
    }

    /** Clicks once; throws {@link IOException} if the shop does not answer as it should. */
    void next() throws IOException, InterruptedException {
        ahead.remove().take();
    }

    private void search() throws IOException, InterruptedException {
        products = expectOk(browser.get("/products?query=" + oneOf(WORDS)));
        for (int looks = 1 + random.nextInt(4); looks > 0; looks--) {
            ahead.add(this::look);
        }
        if (chance(0.45)) {
            ahead.add(this::openCart);
        }
    }

    private void look() throws IOException, InterruptedException {
        sku = products.path(random.nextInt(products.size())).path("sku").asText();
        expectOk(browser.get("/products/" + sku));
    }

    private void openCart() throws IOException, InterruptedException {
        cartId = expectOk(browser.post("/carts", Map.of())).path("id").asText();
        ahead.add(this::fillCart);
        if (chance(0.4)) {
            ahead.add(this::look);
            ahead.add(this::fillCart);
        }
        if (chance(0.7)) {
            ahead.add(this::signUp);
        }
    }

    private void fillCart() throws IOException, InterruptedException {
        expectOk(browser.post("/carts/" + cartId + "/lines", Map.of("sku", sku, "quantity", 1 + random.nextInt(3))));
    }

    private void signUp() throws IOException, InterruptedException {
        JsonNode customer = expectOk(browser.post(
                "/customers",
                Map.of(
                        "name", "Visitor " + number,
                        "email", "visitor-" + number + "@example.com",
                        "company", "Company " + (1 + random.nextInt(COMPANIES)),
                        "plan", oneOf(PLANS))));
        browser.signIn(customer.path("id").asText());
        if (chance(0.15)) {
            ahead.add(this::upgrade);
        }
        if (chance(0.8)) {
            ahead.add(chance(0.08) ? this::payWithBadCard : this::pay);
        }
    }

    private void upgrade() throws IOException, InterruptedException {
        expectOk(browser.put("/customers/" + browser.customerId() + "/plan", Map.of("plan", "PRO")));
    }

    private void payWithBadCard() throws IOException, InterruptedException {
        Page page = browser.post("/carts/" + cartId + "/checkout", Map.of("card_number", BAD_CARD));
        if (page.status() != 402) {
            throw new IOException("a bad card was answered " + page);
        }
        if (chance(0.6)) {
            ahead.add(this::pay);
        }
    }

    private void pay() throws IOException, InterruptedException {
        orderId = expectOk(browser.post("/carts/" + cartId + "/checkout", Map.of("card_number", GOOD_CARD)))
                .path("id")
                .asText();
        if (chance(0.08)) {
            ahead.add(this::giveBack);
        }
    }

    private void giveBack() throws IOException, InterruptedException {
        expectOk(browser.post("/orders/" + orderId + "/refund", Map.of("reason", oneOf(REASONS))));
    }

    private static JsonNode expectOk(Page page) throws IOException {
        if (!page.isOk()) {
            throw new IOException("the shop answered " + page);
        }
        return page.json();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
