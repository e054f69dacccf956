// SPDX-License-Identifier: Apache-2.0
package com.acme;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;

/** Logs through Log4j2. */
final class Log4jDesk implements Frontdesk {

    private final Logger log = LogManager.getLogger("com.acme.desk");

    @Override
    public void log(String customer) {
        ThreadContext.put("user_id", customer);
        log.info(MarkerManager.getMarker("AMPLITUDE"), "Desk Asked");
        ThreadContext.remove("user_id");
    }

    @Override
    public void within(String customer, Runnable action) {
        ThreadContext.put("user_id", customer);
        ThreadContext.put("tenant", "acme");
        action.run();
        ThreadContext.remove("user_id");
        ThreadContext.remove("tenant");
    }

    @Override
    public void reload() {
        context().reconfigure();
    }

    @Override
    public Object stats() throws ReflectiveOperationException {
        return Frontdesk.stats(context().getConfiguration().getAppender("AMPLITUDE"));
    }

    @Override
    public void stop() {
        LogManager.shutdown();
    }

    private static LoggerContext context() {
        return (LoggerContext) LogManager.getContext(false);
    }
}
