// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

/** Somebody who signed up, for a company. Immutable. */
public record Customer(String id, String name, String email, String company, Plan plan) {

    Customer withPlan(Plan newPlan) {
        return new Customer(id, name, email, company, newPlan);
    }
}
