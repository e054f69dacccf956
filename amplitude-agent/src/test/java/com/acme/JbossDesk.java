// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.MDC;

/** Logs through JBoss LogManager in its own way and in that of the JDK, as WildFly does, for JVMs of their own. */
public final class JbossDesk {

    private static final int RECORDS = 20;
    private static final String FACADE = JbossDesk.class.getName();

    private JbossDesk() {}

    /** Prints what the handlers of the root logger get, too, which is not the agent's to change. */
    public static void main(String[] args) {
        Logger own = Logger.getLogger("com.acme.audit.own");
        java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("com.acme.audit.jdk");
        own.setLevel(Level.INFO);
        for (int i = 0; i < RECORDS; i++) {
            String customer = "customer-" + i;
            MDC.put("tenant", "acme");
            Object[] parameters = {i, customer};
            own.log(FACADE, Level.INFO, "Order %d placed by %s", FormatStyle.PRINTF, parameters, null);
            own.log(Level.FINE, "Order 999 placed by nobody");
            MDC.remove("tenant");
            jdk.log(Level.INFO, "Order {0} sent to {1}", new Object[] {i, customer});
        }
        System.out.println(jdk.getClass().getName());
    }
}
