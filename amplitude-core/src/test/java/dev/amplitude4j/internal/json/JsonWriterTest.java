// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.amplitude4j.BestRound;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonWriter json = new JsonWriter(16, 100_000);

    private String written(Consumer<JsonWriter> write) {
        json.reset(Integer.MAX_VALUE);
        write.accept(json);
        return new String(json.buffer(), 0, json.length(), UTF_8);
    }

    private JsonNode parsed(Consumer<JsonWriter> write) throws JsonProcessingException {
        return JSON.readTree(written(write));
    }

    @Test
    void structure_isJoinedByCommas() {
        String text = written(w -> {
            w.startObject();
            w.name("a", 10);
            w.startArray();
            w.number(1);
            w.bool(true);
            w.string("x", 10);
            w.startObject();
            w.endObject();
            w.endArray();
            w.name("b", 10);
            w.number(2.5);
            w.endObject();
        });

        assertThat(text).isEqualTo("{\"a\":[1,true,\"x\",{}],\"b\":2.5}");
    }

    @Test
    void members_areTakenInBehindOthers() {
        JsonWriter members = new JsonWriter(16, 100);
        members.name("b", 10);
        members.bool(false);

        String text = written(w -> {
            w.startObject();
            w.name(JsonWriter.encodedName("a"));
            w.number(-7);
            w.members(members);
            w.endObject();
        });

        assertThat(text).isEqualTo("{\"a\":-7,\"b\":false}");
    }

    @Test
    void rewind_takesBackWhatWasWrittenSince() {
        String text = written(w -> {
            w.startArray();
            w.number(1);
            int mark = w.length();
            w.string("gone", 10);
            w.rewind(mark);
            w.number(2);
            w.endArray();
        });

        assertThat(text).isEqualTo("[1,2]");
    }

    @Test
    void everyCharacter_readsBackOrIsReplaced() throws JsonProcessingException {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "a" + (char) c + "z";
            String expected = Character.isSurrogate((char) c) ? "a\uFFFDz" : text;
            assertThat(parsed(w -> w.string(text, 10)).textValue()).isEqualTo(expected);
        }
    }

    @Test
    void dangerousCharacters_areEscaped() {
        String text = written(w -> w.string("\u0000\u001b\n\u007f\u0085\u2028\u2029<>&\"\\/", 100));

        assertThat(text).isEqualTo("\"\\u0000\\u001b\\n\\u007f\\u0085\\u2028\\u2029\\u003c\\u003e\\u0026\\\"\\\\/\"");
    }

    @Test
    void randomStrings_areReadAlikeByJackson() throws JsonProcessingException {
        long seed = System.nanoTime();
        System.out.println("randomStrings seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = RandomStrings.any(random, 80);
            int maxChars = 1 + random.nextInt(80);
            String read = parsed(w -> w.string(text, maxChars)).textValue();
            assertThat(read).isEqualTo(RandomStrings.asSent(text, maxChars));
        }
    }

    @Test
    void cut_keepsPairsWhole() throws JsonProcessingException {
        String text = "ab\uD83D\uDE00c";

        assertThat(parsed(w -> w.string(text, 3)).textValue()).isEqualTo("ab");
        assertThat(parsed(w -> w.string(text, 4)).textValue()).isEqualTo("ab\uD83D\uDE00");
        assertThat(parsed(w -> w.string(text, 5)).textValue()).isEqualTo(text);
    }

    @Test
    void plainness_isReportedForNames() {
        json.reset(100);
        assertThat(json.name("plain_name", 20)).isTrue();
        assertThat(json.name("gr\u00f6\u00dfe", 20)).isFalse();
        assertThat(json.name("a\"b", 20)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                9,
                10,
                99,
                100,
                101,
                12345,
                -12345,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE + 1L,
                99_999_999_999L,
                1_000_000_000_000_000_000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void longs_areWrittenAsTheJdkDoes(long value) {
        assertThat(written(w -> w.number(value))).isEqualTo(Long.toString(value));
    }

    @Test
    void randomLongs_areWrittenAsTheJdkDoes() {
        long seed = System.nanoTime();
        System.out.println("randomLongs seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(written(w -> w.number(value))).isEqualTo(Long.toString(value));
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                1,
                -1,
                42.5,
                7.99,
                0.1,
                0.3,
                0.30000000000000004,
                1e-3,
                1e-7,
                123456789.125,
                1e15,
                9007199254740991.0,
                9007199254740992.0,
                9007199254740993.0,
                1e22,
                1e23,
                5e-324,
                Double.MAX_VALUE,
                Double.MIN_NORMAL,
                2.2250738585072011e-308,
                4.35,
                0.000001,
                1.005,
                99.99
            })
    @SuppressWarnings("FloatingPointLiteralPrecision") // on purpose: they meet between two doubles
    void doubles_readBackAsTheSame(double value) throws JsonProcessingException {
        String text = written(w -> w.number(value));

        assertThat(Double.doubleToLongBits(Double.parseDouble(text))).isEqualTo(Double.doubleToLongBits(value));
        assertThat(JSON.readTree(text).isNumber()).isTrue();
    }

    @Test
    void randomDoubles_readBackAsTheSame() throws JsonProcessingException {
        long seed = System.nanoTime();
        System.out.println("randomDoubles seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300_000; i++) {
            double value = randomDouble(random, i);
            if (json.length() > 0) {
                json.reset(Integer.MAX_VALUE);
            }
            if (!json.number(value)) {
                assertThat(Double.isFinite(value)).isFalse();
                continue;
            }
            String text = new String(json.buffer(), 0, json.length(), UTF_8);
            if (Double.doubleToLongBits(Double.parseDouble(text)) != Double.doubleToLongBits(value)) {
                assertThat(text).isEqualTo(Double.toString(value));
            }
            if (i % 100 == 0) {
                assertThat(JSON.readTree(text).doubleValue()).isEqualTo(value);
            }
        }
    }

    private static double randomDouble(Random random, int round) {
        return switch (round % 3) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt() / Math.pow(10, random.nextInt(12));
            default -> (random.nextLong() >> random.nextInt(60)) / Math.pow(10, random.nextInt(20));
        };
    }

    @Test
    void randomFloats_readBackAsTheSame() {
        long seed = System.nanoTime();
        System.out.println("randomFloats seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            float value = i % 2 == 0
                    ? Float.intBitsToFloat(random.nextInt())
                    : random.nextInt(2_000_000) / (float) Math.pow(10, random.nextInt(8));
            if (Float.isFinite(value)) {
                String text = written(w -> w.number(value));
                assertThat(Float.floatToIntBits(Float.parseFloat(text)))
                        .as(text)
                        .isEqualTo(Float.floatToIntBits(value));
            }
        }
        assertThat(written(w -> w.number(1.1f))).isEqualTo("1.1");
    }

    @Test
    void shortDecimals_areWrittenAsTheJdkDoes() {
        for (int i = -100_000; i <= 100_000; i++) {
            double value = i / 1000.0;
            // from a thousandth on, the JDK writes no exponent
            assertThat(written(w -> w.number(value))).isEqualTo(Math.abs(i) == 0 ? "0.0" : Double.toString(value));
        }
    }

    @Test
    void notFinite_isRefusedAndWritesNothing() {
        json.reset(100);
        assertThat(json.number(Double.NaN)).isFalse();
        assertThat(json.number(Double.NEGATIVE_INFINITY)).isFalse();
        assertThat(json.number(Float.POSITIVE_INFINITY)).isFalse();
        assertThat(json.length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-12.50", "1E+308", "-1E-308", "0E-10", "123456789012345678901234567890.123"})
    void bigDecimals_keepTheirValue(String text) throws JsonProcessingException {
        BigDecimal value = new BigDecimal(text);

        assertThat(parsed(w -> w.number(value)).decimalValue()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+100000000", "-1.5E-100000000", "1E+2147483647", "1E-2147483647", "1E+309", "0E+1000"})
    void bigDecimalsBeyondExponent308_becomeShortStrings(String text) throws JsonProcessingException {
        JsonNode node = parsed(w -> w.number(new BigDecimal(text)));

        assertThat(node.isTextual()).isTrue();
        assertThat(new BigDecimal(node.textValue())).isEqualByComparingTo(new BigDecimal(text));
    }

    @Test
    void bigIntegers_areNumbersUpTo308Digits() throws JsonProcessingException {
        BigInteger largest = BigInteger.TEN.pow(308).subtract(BigInteger.ONE);

        assertThat(parsed(w -> w.number(largest)).bigIntegerValue()).isEqualTo(largest);
        assertThat(parsed(w -> w.number(largest.negate())).bigIntegerValue()).isEqualTo(largest.negate());
        assertThat(parsed(w -> w.number(BigInteger.TEN.pow(308))).textValue())
                .isEqualTo("1.000000000000000000000000000000000000000E308");
    }

    @Test
    void hugeBigNumbers_areAbbreviatedAtOnce() throws JsonProcessingException {
        BigInteger huge = BigInteger.ONE.shiftLeft(3_000_000);

        Duration atOnce = Duration.ofMillis(200);

        assertThat(BestRound.of(
                        atOnce,
                        round -> BestRound.time(() -> {
                            String text = parsed(w -> w.number(huge)).textValue();
                            String decimal = parsed(w -> w.number(new BigDecimal(huge.negate(), 5)))
                                    .textValue();

                            // 2^3000000 = 9.7049E903089
                            assertThat(text)
                                    .startsWith("9.7049")
                                    .endsWith("E903089")
                                    .hasSizeLessThanOrEqualTo(64);
                            assertThat(decimal).startsWith("-9.7049").endsWith("E903084");
                        })))
                .isLessThan(atOnce);
    }

    @Test
    void uuid_isWrittenAsTheJdkDoes() {
        UUID id = UUID.randomUUID();

        assertThat(written(w -> w.uuid(id.getMostSignificantBits(), id.getLeastSignificantBits())))
                .isEqualTo("\"" + id + "\"");
    }

    @Test
    void beyondTheMaximum_flagIsSetAndNothingThrows() {
        JsonWriter small = new JsonWriter(4, 20);
        small.string("123456789012345678", 100);
        assertThat(small.overflowed()).isFalse();
        assertThat(small.length()).isEqualTo(20);

        small.number(1);
        assertThat(small.overflowed()).isTrue();
        for (int i = 0; i < 1_000; i++) {
            small.string("x".repeat(100), 100);
            small.startObject();
            small.number(Math.PI);
            small.number(new BigDecimal("1.5"));
        }
        assertThat(small.buffer().length).isLessThan(100);

        small.reset(4);
        assertThat(small.overflowed()).isFalse();
        assertThat(small.buffer()).hasSize(4);
    }

    @Test
    void hugeString_isCutWithoutReadingAll() {
        String huge = "x".repeat(100_000_000);

        assertThat(written(w -> w.string(huge, 1_024))).hasSize(1_026);
        long nanos = Rounds.leastNanos(() -> written(w -> w.string(huge, 1_024)));
        assertThat(nanos).isLessThan(Rounds.leastNanos(() -> huge.indexOf('y')));
    }
}
