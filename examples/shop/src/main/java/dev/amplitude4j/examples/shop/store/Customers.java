// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.examples.shop.store.EventMarkers.AMPLITUDE;
import static dev.amplitude4j.examples.shop.store.EventMarkers.AMPLITUDE_GROUP_IDENTIFY;
import static dev.amplitude4j.examples.shop.store.EventMarkers.AMPLITUDE_IDENTIFY;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who signed up. Thread-safe. */
public final class Customers {

    private static final Logger log = LoggerFactory.getLogger(Customers.class);

    private final Map<String, Customer> byId = new ConcurrentHashMap<>();
    private final AtomicLong lastNumber = new AtomicLong(1000);
    private final Clock clock;

    public Customers(Clock clock) {
        this.clock = clock;
    }

    public Customer signUp(String name, String email, String company, Plan plan) {
        if (isBlank(name) || isBlank(company) || email == null || !email.contains("@") || plan == null) {
            throw ShopException.invalid("name, company, plan and an e-mail address are needed");
        }
        Customer customer = new Customer("customer-" + lastNumber.incrementAndGet(), name, email, company, plan);
        byId.put(customer.id(), customer);
        logSignUp(customer);
        return customer;
    }

    public Customer customer(String id) {
        Customer customer = byId.get(id);
        if (customer == null) {
            throw ShopException.notFound("customer " + id);
        }
        return customer;
    }

    public Customer changePlan(String id, Plan plan) {
        if (plan == null) {
            throw ShopException.invalid("a plan is needed");
        }
        Plan before = customer(id).plan();
        Customer customer = byId.computeIfPresent(id, (key, known) -> known.withPlan(plan));
        log.info(AMPLITUDE_IDENTIFY, "Customer Has Plan", kv("plan", plan), kv("$add.plan_changes", 1));
        log.info(AMPLITUDE, "Plan Changed", kv("from", before), kv("to", plan));
        return customer;
    }

    /** The request was sent by somebody unknown, so these lines name the new customer themselves. */
    private void logSignUp(Customer customer) {
        log.info(
                AMPLITUDE_IDENTIFY,
                "Customer Is New",
                kv("user_id", customer.id()),
                kv("plan", customer.plan()),
                kv("company", customer.company()),
                kv("email", customer.email()),
                kv("$setOnce.signed_up_at", clock.instant()));
        log.info(
                AMPLITUDE_GROUP_IDENTIFY,
                "Company Has New Customer",
                kv("group.company", customer.company()),
                kv("plan", customer.plan()),
                kv("$add.customers", 1));
        log.info(
                AMPLITUDE,
                "Signed Up",
                kv("user_id", customer.id()),
                kv("group.company", customer.company()),
                kv("plan", customer.plan()));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
