// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import static dev.amplitude4j.internal.encode.Encoded.encoder;
import static dev.amplitude4j.internal.encode.Encoded.property;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amplitude4j.internal.json.RandomStrings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** parse(encode(x)) == normalise(x) for random trees. */
class EncodingPropertyTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final EventEncoder encoder = encoder();

    @Test
    void randomTrees_readBackAsTheyWere() {
        long seed = System.nanoTime();
        System.out.println("randomTrees seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Object tree = tree(random, 0);
            JsonNode expected = normalised(tree);
            JsonNode read = property(encoder, tree);
            assertThat(read.isMissingNode() ? null : read)
                    .as("seed %d round %d", seed, i)
                    .isEqualTo(expected);
        }
    }

    private static Object tree(Random random, int depth) {
        return switch (random.nextInt(depth < 5 ? 10 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> Double.longBitsToDouble(random.nextLong());
            case 4 -> random.nextInt(100_000) / 100.0;
            case 5, 6 -> RandomStrings.any(random, 30);
            case 7 -> map(random, depth);
            case 8 -> list(random, depth);
            default -> list(random, depth).toArray();
        };
    }

    private static Map<Object, Object> map(Random random, int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Object key = random.nextInt(10) == 0 ? (Object) random.nextInt(3) : RandomStrings.any(random, 3);
            map.put(key, tree(random, depth + 1));
        }
        return map;
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            list.add(tree(random, depth + 1));
        }
        return list;
    }

    private static JsonNode normalised(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, member) -> {
                JsonNode node = normalised(member);
                String name = RandomStrings.asSent(String.valueOf(key), 1_024);
                if (node != null && !object.has(name)) {
                    object.set(name, node);
                }
            });
            return object;
        }
        if (value instanceof List<?> list) {
            return normalised(list.toArray());
        }
        if (value instanceof Object[] elements) {
            ArrayNode array = NODES.arrayNode();
            for (Object element : elements) {
                JsonNode node = normalised(element);
                if (node != null) {
                    array.add(node);
                }
            }
            return array;
        }
        return scalar(value);
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof String text) {
            return NODES.textNode(RandomStrings.asSent(text, 1_024));
        }
        if (value instanceof Long number) {
            return number == number.intValue() ? NODES.numberNode(number.intValue()) : NODES.numberNode((long) number);
        }
        if (value instanceof Double number) {
            return number.isNaN() || number.isInfinite() ? null : NODES.numberNode((double) number);
        }
        return value == null ? null : NODES.booleanNode((Boolean) value);
    }
}
