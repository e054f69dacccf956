// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.fault.FaultEffect;
import dev.amplitude4j.emulator.fault.FaultPlan;
import dev.amplitude4j.emulator.judge.Answer;
import dev.amplitude4j.emulator.judge.Judge;
import dev.amplitude4j.emulator.judge.Submission;
import dev.amplitude4j.emulator.store.ReceivedRequest;
import dev.amplitude4j.emulator.store.RequestLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** Serves what clients send: reads, asks fault plan and judge, notes the request, answers. Any server thread. */
final class IngestHandler implements HttpHandler {

    private final Judge judge;
    private final FaultPlan faults;
    private final RequestLog requests;
    private final InstantSource clock;

    IngestHandler(Judge judge, FaultPlan faults, RequestLog requests, InstantSource clock) {
        this.judge = judge;
        this.faults = faults;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            long number = requests.nextNumber();
            long nowMillis = clock.millis();
            Submission submission = submission(exchange, nowMillis);
            Optional<Fault> fault = faults.take(submission, nowMillis);
            if (fault.isPresent()) {
                disturb(exchange, submission, number, fault.get());
            } else {
                Answer answer = judge.judge(submission, number);
                note(submission, number, answer.status(), isIngested(answer), answer.reason());
                Responder.send(
                        exchange, answer.status(), Responder.JSON, answer.body().toString());
            }
        }
    }

    private static Submission submission(HttpExchange exchange, long nowMillis) throws IOException {
        RequestBody body = RequestBody.read(exchange.getRequestBody());
        Headers headers = exchange.getRequestHeaders();
        return new Submission(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers.getFirst("Content-Type"),
                headers.getFirst("Content-Encoding"),
                body.bytes(),
                body.isTooLarge(),
                nowMillis);
    }

    private void disturb(HttpExchange exchange, Submission submission, long number, Fault fault) throws IOException {
        FaultEffect effect = fault.effect();
        Answer judged = effect.judgesRequest() ? judge.judge(submission, number) : null;
        FaultyAnswer answer = FaultyAnswer.of(effect, judged, throttle(submission, fault));
        String reason = "fault: " + answer.description() + (judged == null ? "" : ", after the request was judged");
        String refusal = judged == null || judged.reason() == null ? "" : " (" + judged.reason() + ")";
        note(submission, number, answer.status(), judged != null && isIngested(judged), reason + refusal);
        answer.send(exchange);
    }

    private Answer throttle(Submission submission, Fault fault) {
        return fault.effect().throttling()
                ? judge.throttle(
                        submission, fault.match().userId(), fault.match().deviceId())
                : null;
    }

    private void note(Submission submission, long number, int status, boolean ingested, String reason) {
        requests.add(new ReceivedRequest(
                number,
                submission.receivedAtMillis(),
                submission.path(),
                status,
                submission.eventCount(),
                submission.insertIds(),
                ingested,
                reason));
    }

    private static boolean isIngested(Answer answer) {
        return answer.status() == 200;
    }
}
