// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

/** Amplitude's data region; a key is valid in its own region only. Source of the hosts: Amplitude's HTTP V2 API page. */
public enum ServerZone {
    /** United States, the default. */
    US("https://api2.amplitude.com"),
    /** European Union. */
    EU("https://api.eu.amplitude.com");

    private final String baseUrl;

    ServerZone(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Scheme and host, without a path. */
    public String baseUrl() {
        return baseUrl;
    }
}
