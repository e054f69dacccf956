// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.EventIds;
import java.io.IOException;
import java.util.List;

/**
 * The ids of the events of some batches, read back from the front of each event's JSON, and only when somebody asks: most
 * answers name nobody. Used by the dispatch thread.
 */
public final class RequestIds implements EventIds {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<Batch> batches;
    private final int count;
    private String[] userIds;
    private String[] deviceIds;

    /** The ids of those batches, in order. */
    public RequestIds(List<Batch> batches) {
        this.batches = batches;
        int events = 0;
        for (Batch batch : batches) {
            events += batch.count();
        }
        this.count = events;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public String userId(int index) {
        readAll();
        return userIds[index];
    }

    @Override
    public String deviceId(int index) {
        readAll();
        return deviceIds[index];
    }

    private void readAll() {
        if (userIds != null) {
            return;
        }
        userIds = new String[count];
        deviceIds = new String[count];
        int at = 0;
        for (Batch batch : batches) {
            for (int i = 0; i < batch.count(); i++) {
                read(batch.event(i), at++);
            }
        }
    }

    /** The hash by which the encoder chose the event's stripe. */
    static int identityHash(byte[] bytes, int offset, int length) throws IOException {
        String[] ids = new String[2];
        read(JSON.createParser(bytes, offset, length), ids, ids, 0, 1);
        String identity = ids[1] != null ? ids[1] : ids[0];
        return identity == null ? 0 : identity.hashCode();
    }

    private void read(byte[] event, int at) {
        try {
            read(JSON.createParser(event), userIds, deviceIds, at, at);
        } catch (IOException e) {
            throw new IllegalStateException("an event of ours is not JSON", e);
        }
    }

    private static void read(JsonParser event, String[] users, String[] devices, int user, int device)
            throws IOException {
        try (JsonParser parser = event) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (name.equals("user_id")) {
                    users[user] = parser.nextTextValue();
                } else if (name.equals("device_id")) {
                    devices[device] = parser.nextTextValue();
                } else {
                    return;
                }
            }
        }
    }
}
