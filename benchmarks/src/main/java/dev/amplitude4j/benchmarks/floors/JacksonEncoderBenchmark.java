// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Purchases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The measure of goals 1 and 3: the same event as JSON through Jackson, with a random insert_id. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JacksonEncoderBenchmark {

    private final ObjectMapper mapper = new ObjectMapper();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    private final Purchases purchases = new Purchases(0, 1_000, 0, 0);
    private JsonGenerator generator;
    private int eventId;

    /** Opens the generator that is kept. */
    @Setup
    public void open() throws IOException {
        generator = mapper.createGenerator(bytes, JsonEncoding.UTF8);
        generator.setRootValueSeparator(null);
    }

    /** A generator that stays open, which is the fastest that Jackson can. */
    @Benchmark
    public int reusedGenerator() throws IOException {
        bytes.reset();
        Purchase p = purchases.next();
        generator.writeStartObject();
        generator.writeStringField("device_id", p.deviceId());
        generator.writeStringField("user_id", p.userId());
        generator.writeStringField("event_type", Purchase.EVENT_TYPE);
        generator.writeNumberField("time", System.currentTimeMillis());
        generator.writeNumberField("event_id", ++eventId);
        generator.writeStringField("insert_id", insertId());
        generator.writeStringField("library", "amplitude4j/0.1.0");
        generator.writeObjectFieldStart("event_properties");
        generator.writeStringField("order_id", p.orderId());
        generator.writeNumberField("total", p.total());
        generator.writeNumberField("items", p.items());
        generator.writeBooleanField("first_order", p.firstOrder());
        generator.writeStringField("currency", p.currency());
        generator.writeStringField("payment_method", p.paymentMethod());
        generator.writeStringField("city", p.city());
        generator.writeNumberField("took_ms", p.tookMillis());
        generator.writeEndObject();
        generator.writeEndObject();
        generator.flush();
        return bytes.size();
    }

    /** What most applications do: a map for the event, and bytes of it. */
    @Benchmark
    public int objectMapper() throws IOException {
        Purchase p = purchases.next();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("order_id", p.orderId());
        properties.put("total", p.total());
        properties.put("items", p.items());
        properties.put("first_order", p.firstOrder());
        properties.put("currency", p.currency());
        properties.put("payment_method", p.paymentMethod());
        properties.put("city", p.city());
        properties.put("took_ms", p.tookMillis());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("device_id", p.deviceId());
        event.put("user_id", p.userId());
        event.put("event_type", Purchase.EVENT_TYPE);
        event.put("time", System.currentTimeMillis());
        event.put("event_id", ++eventId);
        event.put("insert_id", insertId());
        event.put("library", "amplitude4j/0.1.0");
        event.put("event_properties", properties);
        return mapper.writeValueAsBytes(event).length;
    }

    private static String insertId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }
}
