// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import static dev.amplitude4j.emulator.Wire.body;
import static dev.amplitude4j.emulator.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Property operations, on users, devices and groups. */
class PropertiesIT {

    private Emulator emulator;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$set':{'a':1}} | {'$set':{'a':2,'b':'x'}} | {'a':2,'b':'x'}",
                "{'a':1,'b':2} | {'a':3} | {'a':3,'b':2}",
                "{'$setOnce':{'a':1}} | {'$setOnce':{'a':2,'b':3}} | {'a':1,'b':3}",
                "{'$add':{'a':1}} | {'$add':{'a':41,'b':'x'}} | {'a':42}",
                "{'$set':{'a':1}} | {'$add':{'a':0.5}} | {'a':1.5}",
                "{'$add':{'a':1e400}} | {'$add':{'a':1},'$set':{'b':1}} | {'a':'Infinity','b':1}",
                "{'$append':{'a':1}} | {'$append':{'a':[1,2]}} | {'a':[1,1,2]}",
                "{'$set':{'a':1}} | {'$prepend':{'a':[2,3]}} | {'a':[2,3,1]}",
                "{'$set':{'a':[1,2]}} | {'$preInsert':{'a':[2,3,3]}} | {'a':[3,1,2]}",
                "{'$set':{'a':[1,2]}} | {'$postInsert':{'a':[2,3]}} | {'a':[1,2,3]}",
                "{'$set':{'a':[1,2,1]}} | {'$remove':{'a':1,'b':1}} | {'a':[2]}",
                "{'$set':{'a':1,'b':2}} | {'$unset':{'a':'-'}} | {'b':2}",
                "{'$set':{'a':1,'b':2}} | {'$clearAll':'-'} | {}",
                "{'$set':{'a':1}} | {'$append':{'x':2},'$set':{'x':1},'$clearAll':'-'} | {'x':[1,2]}",
                "{'$set':{'a':1}} | {'$add':{'a':1},'$setOnce':{'a':9},'$unset':{'a':'-'}} | {'a':10}",
                "{'$set':{'a':[1]}} | {'$remove':{'a':2},'$postInsert':{'a':2},'$preInsert':{'a':0}} | {'a':[0,1]}",
            })
    void operations_applyInTheServersOrder(String first, String second, String expected) throws Exception {
        identify(first);
        identify(second);
        assertThat(emulator.userProperties("user-1").toString()).isEqualTo(expected.replace('\'', '"'));
    }

    private void identify(String userProperties) throws IOException, InterruptedException {
        String event = "{'event_type':'$identify','user_id':'user-1','user_properties':" + userProperties + "}";
        assertThat(post(emulator, "/2/httpapi", body(event.replace('\'', '"'))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void ordinaryEvent_setsPropertiesUnlessItSkipsTheSync() throws Exception {
        String event = "{\"event_type\":\"x\",\"user_id\":\"user-1\",\"user_properties\":{\"%s\":1}%s}";
        post(
                emulator,
                "/2/httpapi",
                body(event.formatted("kept", ""), event.formatted("skipped", ",\"$skip_user_properties_sync\":true")));
        assertThat(emulator.userProperties("user-1").toString()).isEqualTo("{\"kept\":1}");
    }

    @Test
    void duplicate_changesNothing() throws Exception {
        String event = "{\"event_type\":\"$identify\",\"user_id\":\"user-1\",\"insert_id\":\"i\","
                + "\"user_properties\":{\"$add\":{\"n\":1}}}";
        post(emulator, "/2/httpapi", body(event, event));
        assertThat(emulator.userProperties("user-1").toString()).isEqualTo("{\"n\":1}");
    }

    @Test
    void deviceWithoutUser_hasItsOwnProperties() throws Exception {
        post(
                emulator,
                "/2/httpapi",
                body("{\"event_type\":\"$identify\",\"device_id\":\"device-1\",\"user_properties\":{\"a\":1}}"));
        assertThat(emulator.deviceProperties("device-1").toString()).isEqualTo("{\"a\":1}");
        assertThat(emulator.userProperties("device-1")).isEmpty();
    }

    @Test
    void groupIdentify_setsThePropertiesOfEachNamedGroup() throws Exception {
        post(
                emulator,
                "/2/httpapi",
                body("{\"event_type\":\"$groupidentify\",\"groups\":{\"org\":[\"acme\",\"umbrella\"],\"plan\":\"pro\"},"
                        + "\"group_properties\":{\"$set\":{\"seats\":7}}}"));
        for (String[] group : new String[][] {{"org", "acme"}, {"org", "umbrella"}, {"plan", "pro"}}) {
            assertThat(emulator.groupProperties(group[0], group[1]).toString()).isEqualTo("{\"seats\":7}");
        }
        assertThat(emulator.groupProperties("org", "pro")).isEmpty();
    }
}
