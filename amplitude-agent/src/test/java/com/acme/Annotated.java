// SPDX-License-Identifier: Apache-2.0
package com.acme;

import dev.amplitude4j.annotations.AmplitudeEvent;
import dev.amplitude4j.annotations.EventGroup;
import dev.amplitude4j.annotations.EventProperty;
import dev.amplitude4j.annotations.UserId;
import java.util.function.Supplier;

/** An application that was recompiled with our annotations. */
@AmplitudeEvent(value = "Checkout.byClass", on = AmplitudeEvent.When.ENTER)
public class Annotated {

    /** Something with a compiler-made method that calls the written one. */
    public static class Box implements Supplier<String> {
        @Override
        public String get() {
            return "box";
        }
    }

    @AmplitudeEvent(value = "Order Completed", on = AmplitudeEvent.When.ALWAYS)
    @EventProperty("result")
    public String complete(
            @UserId String user,
            @EventProperty(value = "total", path = "total") Shop.Order order,
            @EventGroup("company") String company) {
        return "done";
    }

    @AmplitudeEvent
    public void byClass() {}

    @Deprecated
    public void old() {}

    /** An event by the annotation of an annotation. */
    @OrderRefunded
    public void refund(@UserId String user) {}

    /** A class that has nothing of ours but by way of another annotation. */
    public static class Desk {
        @OrderRefunded
        public void refund() {}
    }

    /** A class whose defaults come by way of another annotation. */
    @AtDesk
    public static class Helpdesk {
        @AmplitudeEvent
        public void ask(@UserId String user) {}

        @AmplitudeEvent("Desk Left")
        public void leave(@UserId String user) {}

        public void unmarked() {}
    }

    /** Two methods of one name and one event, each with annotations of its own, and one with a mistake in them. */
    public static class Till {
        @AmplitudeEvent("Paid")
        public void pay(@UserId String user, @EventProperty("cents") int cents) {}

        @AmplitudeEvent("Paid")
        public void pay(@EventProperty("euros") double euros, @UserId String user) {}

        @AmplitudeEvent("Paid Back")
        public void payBack(@UserId(path = "name..first") String user) {}
    }

    public static void main(String[] args) {
        Annotated application = new Annotated();
        if (args.length > 0 && args[0].equals("till")) {
            Till till = new Till();
            till.pay("customer-5", 250);
            till.pay(3.5, "customer-6");
            till.payBack("customer-7");
            return;
        }
        if (args.length > 0 && args[0].equals("desk")) {
            Helpdesk desk = new Helpdesk();
            desk.ask("customer-3");
            desk.leave("customer-4");
            desk.unmarked();
            return;
        }
        if (args.length > 0) {
            application.refund("customer-2");
            new Desk().refund();
            return;
        }
        application.complete("customer-1", new Shop.Order("customer-1", "7.25"), "acme");
        application.byClass();
    }
}
