// SPDX-License-Identifier: Apache-2.0
package com.acme;

/** Where {@link Caller} logs, whatever the framework is. */
interface Frontdesk {

    /** Logs one record that is marked as an event. */
    void log(String customer);

    /** The counters of the appender named AMPLITUDE. */
    Object stats() throws ReflectiveOperationException;

    /** Stops the framework for good. */
    void stop();

    /** Of whatever class it is. */
    static Object stats(Object appender) throws ReflectiveOperationException {
        return appender.getClass().getMethod("stats").invoke(appender);
    }
}
