// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Knows where requests go, and refuses addresses at which the key would not be safe. */
final class Endpoints {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private Endpoints() {}

    static String uploadUrl(Settings<?> s, boolean batch) {
        String path = batch ? "/batch" : "/2/httpapi";
        if (s.serverUrl == null) {
            return s.serverZone.baseUrl() + path;
        }
        String url = s.serverUrl.trim();
        if (hasPath(URI.create(url))) {
            return url;
        }
        return url.endsWith("/") ? url + path.substring(1) : url + path;
    }

    private static boolean hasPath(URI uri) {
        String path = uri.getRawPath();
        return path != null && !path.isEmpty() && !path.equals("/");
    }

    static void check(Settings<?> s) {
        if (s.serverUrl == null) {
            return;
        }
        URI uri = parse(s.serverUrl.trim());
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("serverUrl must begin with https:// (http:// for loopback addresses)");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("serverUrl must name a host, and neither a user nor a fragment");
        }
        if (s.useBatchWhenThrottled && !s.useBatch && hasPath(uri)) {
            throw new IllegalArgumentException(
                    "useBatchWhenThrottled cannot change the path of serverUrl: leave the path out, or the option");
        }
        boolean loopback =
                LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
        if (scheme.equals("http") && !loopback && !s.allowInsecureHttp) {
            throw new IllegalArgumentException("serverUrl is plain http to " + uri.getHost()
                    + ": use https, or allowInsecureHttp if the way there is safe");
        }
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("serverUrl is not a URL: " + e.getReason(), e);
        }
    }
}
