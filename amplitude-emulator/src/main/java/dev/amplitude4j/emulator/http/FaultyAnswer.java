// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import dev.amplitude4j.emulator.fault.FaultEffect;
import dev.amplitude4j.emulator.judge.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** An answer as a fault wants it: late, wrong, slow, cut short or missing. Used by the thread that serves it. */
final class FaultyAnswer {

    private final FaultEffect effect;
    private final int status;
    private final String contentType;
    private final byte[] body;

    private FaultyAnswer(FaultEffect effect, int status, String contentType, String body) {
        this.effect = effect;
        this.status = status;
        this.contentType = contentType;
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Chooses what is answered.
     *
     * @param judged the usual answer, or null if the request was not judged
     * @param throttle the 429 that names the matched identity, or null if the fault does not throttle
     */
    static FaultyAnswer of(FaultEffect effect, Answer judged, Answer throttle) {
        if (effect.dropping()) {
            return new FaultyAnswer(effect, 0, "", "");
        }
        if (throttle != null || effect.status() == null) {
            Answer answer = throttle != null ? throttle : judged;
            return new FaultyAnswer(
                    effect, answer.status(), Responder.JSON, answer.body().toString());
        }
        return new FaultyAnswer(effect, effect.status(), effect.contentType(), effect.bodyOrStandard());
    }

    /** The status answered, 0 if the connection is dropped. */
    int status() {
        return status;
    }

    String description() {
        return effect.dropping() ? "connection dropped" : "answered " + status;
    }

    void send(HttpExchange exchange) throws IOException {
        if (!pause(effect.delayMillis()) || effect.dropping()) {
            // Closing an exchange that was not answered closes its connection.
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", contentType);
        effect.headers().forEach(exchange.getResponseHeaders()::set);
        if (Responder.sendHead(exchange, status, body.length)) {
            sendBody(exchange.getResponseBody());
        }
    }

    private void sendBody(OutputStream out) throws IOException {
        int end = effect.truncateAt() == null ? body.length : Math.min(body.length, effect.truncateAt());
        if (effect.trickleMillis() == 0) {
            out.write(body, 0, end);
        } else {
            for (int i = 0; i < end && pause(effect.trickleMillis()); i++) {
                out.write(body[i]);
                out.flush();
            }
        }
        out.flush();
        if (end == body.length) {
            out.close();
        }
    }

    /** Waits, and says whether it was left in peace: an interrupt means that the emulator closes. */
    private static boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
