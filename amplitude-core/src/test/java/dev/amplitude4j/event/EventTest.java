// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTest {

    @Test
    void builder_keepsTheFirstOfEachName() {
        Event event = Event.builder("first")
                .eventType("second")
                .userId("user-1")
                .userId("user-2")
                .time(1)
                .time(2)
                .city("one")
                .city("two")
                .property("p", 1)
                .property("p", 2)
                .property("absent", null)
                .build();

        assertThat(event.eventType()).isEqualTo("first");
        assertThat(event.userId()).isEqualTo("user-1");
        assertThat(event.timeMillis()).hasValue(1);
        assertThat(event.sessionId()).isEmpty();
        assertThat(event.field(EventField.CITY)).isEqualTo("one");
        assertThat(event.properties()).containsExactly(Map.entry("p", 1L));
    }

    @Test
    void toBuilder_replacesWhatWasInherited() {
        Event event = Event.builder("e")
                .userId("user-1")
                .deviceId("device-1")
                .property("kept", 1)
                .property("replaced", 1)
                .property("removed", 1)
                .userProperty("u", 1)
                .build();

        Event changed = event.toBuilder()
                .userId("user-2")
                .property("replaced", 2)
                .withoutProperty("removed")
                .userProperty("u", 2)
                .build();

        assertThat(changed.userId()).isEqualTo("user-2");
        assertThat(changed.deviceId()).isEqualTo("device-1");
        assertThat(changed.properties()).containsOnly(Map.entry("kept", 1L), Map.entry("replaced", 2L));
        assertThat(changed.userProperties(PropertyOperation.SET)).containsOnly(Map.entry("u", 2));
        assertThat(event.userId()).isEqualTo("user-1");
        assertThat(event.properties()).hasSize(3);
    }

    @Test
    void event_doesNotFollowItsBuilder() {
        Event.Builder builder = Event.builder("e").property("a", 1);
        Event event = builder.build();
        builder.property("b", 2).userProperty("u", 1);

        assertThat(event.properties()).containsOnlyKeys("a");
        assertThat(event.userProperties(PropertyOperation.SET)).isEmpty();
    }

    @Test
    void manyProperties_keepTheFirstOfEachNameInOrder() {
        Event.Builder builder = Event.builder("e");
        Map<String, Object> expected = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            builder.property("p" + i % 100, i).property(null, i);
            expected.putIfAbsent("p" + i % 100, (long) i);
            expected.putIfAbsent(null, 0L);
        }
        builder.withoutProperty("p7");
        expected.remove("p7");
        Event event = builder.property("p7", "again").property("p8", "again").build();
        expected.put("p7", "again");

        assertThat(event.properties()).containsExactlyEntriesOf(expected);
        assertThat(event.toBuilder().property("p8", "new").build().properties())
                .containsEntry("p8", "new")
                .containsEntry("p9", 9L)
                .hasSameSizeAs(expected);
    }

    @Test
    void builder_canBeUsedOnAfterEachEvent() {
        Event.Builder builder = Event.builder("e").property("a", 1);
        Event first = builder.build();
        Event second = builder.property("b", 2).withoutProperty("a").build();
        Event third = builder.field(null, 1).group("g", "n").build();

        assertThat(first.properties()).containsOnlyKeys("a");
        assertThat(second.properties()).containsOnlyKeys("b");
        assertThat(second.groups()).isEmpty();
        assertThat(third.groups()).containsOnlyKeys("g");
    }

    @Test
    void writeTo_handsOverEverything() {
        Event event = Event.builder("e")
                .userId("user-1")
                .deviceId("device-1")
                .insertId("i")
                .time(1)
                .sessionId(2)
                .price(9.5)
                .property("p", 1)
                .userProperty(PropertyOperation.ADD, "u", 1)
                .group("g", "n")
                .groupProperty(PropertyOperation.SET, "gp", 1)
                .build();

        Event.Builder copy = Event.builder(null);
        event.writeTo(copy);

        assertThat(copy.build()).usingRecursiveComparison().isEqualTo(event);
    }

    @Test
    void toString_showsTheTypeOnly() {
        assertThat(Event.builder("Order")
                        .userId("secret")
                        .property("p", "secret")
                        .build())
                .hasToString("Event[Order]");
    }

    @Test
    void mapThatFails_givesWhatWasRead() {
        Map<String, Object> failing = new AbstractMap<String, Object>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new ConcurrentModificationException();
            }
        };

        assertThat(Event.builder("e")
                        .properties(failing)
                        .properties(null)
                        .property("a", 1)
                        .build()
                        .properties())
                .containsOnlyKeys("a");
    }

    @Test
    void wrongUse_saysWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Revenue.builder().productId("sku").build())
                .withMessageContaining("price");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identify.builder().set("a", 1).add("a", 2))
                .withMessage("property \"a\" already has $set; one operation per property");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identify.builder().set("a", 1).clearAll())
                .withMessageContaining("only operation");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identify.builder().clearAll().unset("a"))
                .withMessageContaining("only operation");
        assertThatIllegalArgumentException().isThrownBy(() -> Identify.builder().set(" ", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Event.setGroup("", "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Event.revenue(null))
                .withMessageContaining("revenue");
    }

    @Test
    void fields_areFoundByTheirJsonName() {
        for (EventField field : EventField.values()) {
            assertThat(EventField.byJsonName(field.jsonName())).isSameAs(field);
        }
        assertThat(EventField.byJsonName("event_type")).isNull();
        assertThat(Collections.singletonList(EventField.byJsonName("productId")))
                .containsExactly(EventField.PRODUCT_ID);
    }
}
