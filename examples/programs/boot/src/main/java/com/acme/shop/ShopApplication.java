// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/** A web application as its starter makes it: Tomcat, Logback, beans behind proxies. It knows nothing of amplitude4j. */
@SpringBootApplication
@EnableCaching
public class ShopApplication {

    /** Serves until it is stopped. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }
}
