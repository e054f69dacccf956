// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.IOException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Gives every request a TLS connection of its own where the server does not speak HTTP/2. HTTP/1.1 does not number its answers,
 * so that one too many, which OkHttp has decrypted along with the first, would be taken for that of the next request; over
 * plain sockets {@link OneAnswerSocket} sees to that. OkHttp's threads call it, once a request has its connection.
 */
final class SingleUseTls implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        Request request = chain.request();
        if (connection.handshake() != null && connection.protocol() != Protocol.HTTP_2) {
            request = request.newBuilder().header("Connection", "close").build();
        }
        return chain.proceed(request);
    }
}
