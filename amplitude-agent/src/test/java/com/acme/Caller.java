// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * An application that places orders and logs, through SLF4J or Log4j2 as its first argument says, for JVMs of their own. Further
 * arguments are what it does in turn: {@code both:50} places fifty orders and logs as many records.
 */
public final class Caller {

    private static final int CUSTOMERS = 40;
    private static final long HOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LOG_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Shop shop = new Shop();
    private final String framework;
    private Frontdesk desk;

    private Caller(String framework) {
        this.framework = framework;
    }

    public static void main(String[] args) throws Exception {
        Caller caller = new Caller(args[0]);
        for (int i = 1; i < args.length; i++) {
            String[] word = args[i].split(":", 2);
            caller.act(word[0], word.length > 1 ? Integer.parseInt(word[1]) : 1);
        }
    }

    private void act(String what, int times) throws Exception {
        switch (what) {
            case "both" -> {
                for (int i = 0; i < times; i++) {
                    place(i);
                    desk().log(customer(i));
                }
            }
            case "place" -> {
                for (int i = 0; i < times; i++) {
                    place(i);
                }
            }
            case "log" -> {
                for (int i = 0; i < times; i++) {
                    desk().log(customer(i));
                }
            }
            case "logUntilInput" -> {
                for (int i = 0; System.in.available() == 0; i++) {
                    desk().log(customer(i));
                    LockSupport.parkNanos(LOG_NANOS);
                }
            }
            case "placeInContext" -> {
                for (int i = 0; i < times; i++) {
                    int number = i;
                    desk().within(customer(i), () -> place(number));
                }
            }
            case "placeInHook" ->
                atExit(() -> {
                    for (int i = 0; i < times; i++) {
                        place(i);
                    }
                });
            case "stats" -> System.out.println("stats " + desk().stats());
            case "threads" -> System.out.println("threads " + threads());
            case "renameOffer" -> renameOffer();
            case "other" -> other(times);
            case "reload" -> desk().reload();
            case "stop" -> desk().stop();
            case "wait" -> System.in.read();
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** A second application, with libraries of its own. */
    private void other(int times) throws Exception {
        List<URL> libraries = new ArrayList<>();
        for (String path : System.getProperty("caller.other").split(File.pathSeparator, -1)) {
            libraries.add(new File(path).toURI().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(libraries.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            String[] words = {framework.equals("logback") ? "log4j2" : "logback", "log:" + times};
            loader.loadClass(Caller.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) words);
        } finally {
            Thread.currentThread().setContextClassLoader(Caller.class.getClassLoader());
        }
    }

    /** As an agent of another version might offer its client. */
    @SuppressWarnings("unchecked")
    private static void renameOffer() throws ReflectiveOperationException {
        Map<String, Object> hub = (Map<String, Object>)
                Class.forName("java.lang.$Amplitude4j").getField("HUB").get(null);
        hub.put("client 2", hub.remove("client 1"));
    }

    /** An application's own hook, which takes a while. */
    private static void atExit(Runnable last) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            LockSupport.parkNanos(HOOK_NANOS);
            last.run();
        }));
    }

    /** Made when it is needed: the framework begins then. */
    private Frontdesk desk() {
        if (desk == null) {
            desk = framework.equals("logback") ? new Slf4jDesk() : new Log4jDesk();
        }
        return desk;
    }

    private void place(int number) {
        shop.place(new Shop.Order(customer(number), "1"));
    }

    private static String customer(int number) {
        return "customer-" + number % CUSTOMERS;
    }

    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("amplitude-"))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
