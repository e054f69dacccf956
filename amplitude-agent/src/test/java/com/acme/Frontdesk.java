// SPDX-License-Identifier: Apache-2.0
package com.acme;

/** Where {@link Caller} logs, whatever the framework is. */
interface Frontdesk {

    /** Logs one record that is marked as an event. */
    void log(String customer);

    /** Does something while the diagnostic context tells of that customer, and of a tenant. */
    void within(String customer, Runnable action);

    /** Lets the framework read its configuration anew. */
    void reload();

    /** The counters of the appender named AMPLITUDE. */
    Object stats() throws ReflectiveOperationException;

    /** Stops the framework for good. */
    void stop();

    /** Of whatever class it is. */
    static Object stats(Object appender) throws ReflectiveOperationException {
        return appender.getClass().getMethod("stats").invoke(appender);
    }
}
