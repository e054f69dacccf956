// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

/** Looks up environment variables and system properties, and puts them in for {@code ${env:X}} and {@code ${sys:x}}. */
class Variables {

    private static final String ENVIRONMENT = "${env:";
    private static final String PROPERTY = "${sys:";

    /** The value of an environment variable, or null. */
    String environment(String name) {
        try {
            return System.getenv(name);
        } catch (SecurityException e) {
            return null;
        }
    }

    /** The value of a system property, or null. */
    String property(String name) {
        try {
            return System.getProperty(name);
        } catch (SecurityException e) {
            return null;
        }
    }

    /**
     * The text with every variable replaced, {@code ${env:NAME}} and {@code ${env:NAME:-default}}; what else stands in
     * it is left as it is. Values are not looked through again.
     */
    final String resolve(String text) throws SyntaxException {
        StringBuilder resolved = new StringBuilder();
        int at = 0;
        int start = next(text, 0);
        while (start >= 0) {
            int end = text.indexOf('}', start);
            if (end < 0) {
                throw new SyntaxException(start, "expected } at the end of a variable");
            }
            resolved.append(text, at, start).append(value(text.substring(start, end), start));
            at = end + 1;
            start = next(text, at);
        }
        return at == 0 ? text : resolved.append(text, at, text.length()).toString();
    }

    private static int next(String text, int from) {
        int environment = text.indexOf(ENVIRONMENT, from);
        int property = text.indexOf(PROPERTY, from);
        return environment < 0 || property < 0 ? Math.max(environment, property) : Math.min(environment, property);
    }

    private String value(String variable, int offset) throws SyntaxException {
        boolean isEnvironment = variable.startsWith(ENVIRONMENT);
        String inside = variable.substring(ENVIRONMENT.length());
        int separator = inside.indexOf(":-");
        String name = separator < 0 ? inside : inside.substring(0, separator);
        String value = name.isEmpty() ? null : isEnvironment ? environment(name) : property(name);
        if (value != null) {
            return value;
        }
        if (separator >= 0) {
            return inside.substring(separator + 2);
        }
        String what = isEnvironment ? "the environment variable " : "the system property ";
        throw new UnsetVariableException(
                offset, what + name + " is not set; set it, or write a default: " + variable + ":-...}");
    }
}
