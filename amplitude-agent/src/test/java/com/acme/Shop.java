// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An application that knows nothing of us, for JVMs of their own: says what it does on standard output. */
public class Shop {

    /** Where an order stands. */
    public enum Status {
        OPEN,
        PAID
    }

    /** Who orders. */
    public static class Customer {
        public final String id;

        Customer(String id) {
            this.id = id;
        }
    }

    /** What is ordered. */
    public static class Order {
        private final Customer customer;
        private final BigDecimal total;
        private Status status = Status.OPEN;

        Order(String customer, String total) {
            this.customer = new Customer(customer);
            this.total = new BigDecimal(total);
        }

        public Customer getCustomer() {
            return customer;
        }

        public BigDecimal getTotal() {
            return total;
        }

        public Status getStatus() {
            return status;
        }

        public boolean isLarge() {
            return total.intValue() > 100;
        }

        public List<String> items() {
            return new ArrayList<>(List.of("beans", "mug"));
        }

        @Override
        public String toString() {
            throw new IllegalStateException("nobody may call this");
        }
    }

    /** Something that can be ordered from. */
    public interface Counter {
        Order serve(Order order);
    }

    /** Hands on to another counter. */
    public static class QueueingCounter implements Counter {
        private final Counter next;

        QueueingCounter(Counter next) {
            this.next = next;
        }

        @Override
        public Order serve(Order order) {
            return next.serve(order);
        }
    }

    /** Serves. */
    public static class BaseCounter implements Counter {
        @Override
        public Order serve(Order order) {
            order.status = Status.PAID;
            return order;
        }
    }

    /** Serves as its parent does. */
    public static class FriendlyCounter extends BaseCounter implements Counter {
        @Override
        public Order serve(Order order) {
            return super.serve(order);
        }
    }

    public Order place(Order order) {
        order.status = Status.PAID;
        return order;
    }

    public int countdown(int from) {
        return from == 0 ? 0 : countdown(from - 1);
    }

    public String refuse(String customer) {
        throw new IllegalArgumentException("no more beans for " + customer);
    }

    public CompletableFuture<Order> ship(Order order, CompletableFuture<Order> later) {
        return later;
    }

    public static int wide(String a, long b, double c, boolean d, char e, Object f) {
        return 6;
    }

    public int deep(int level) {
        return level < 0 ? level : deep(level + 1) - 1;
    }

    /** What the tests ask for by name. */
    public static void main(String[] args) throws Exception {
        Shop shop = new Shop();
        for (String word : args) {
            System.out.println(word + " -> " + shop.act(word));
        }
    }

    private Object act(String word) throws Exception {
        return switch (word) {
            case "place" -> place(new Order("customer-1", "12.50")).getStatus();
            case "placeLarge" -> place(new Order("customer-2", "125")).getStatus();
            case "countdown" -> countdown(3);
            case "refuse" -> refused();
            case "ship" -> shipped();
            case "overflow" -> overflowed();
            case "serve" ->
                new QueueingCounter(new FriendlyCounter())
                        .serve(new Order("customer-6", "3"))
                        .getStatus();
            case "wide" -> wide("customer-7", 1L << 40, 2.5, true, 'x', new int[] {1, 2});
            default -> "unknown";
        };
    }

    private String refused() {
        try {
            return refuse("customer-3");
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Runs out of stack, and goes on. */
    private int overflowed() {
        try {
            return deep(0);
        } catch (StackOverflowError e) {
            return deep(-1);
        }
    }

    private Status shipped() throws Exception {
        CompletableFuture<Order> later = new CompletableFuture<>();
        CompletableFuture<Order> shipped = ship(new Order("customer-4", "1"), later);
        Order order = new Order("customer-5", "2");
        order.status = Status.PAID;
        later.complete(order);
        return shipped.get().getStatus();
    }
}
