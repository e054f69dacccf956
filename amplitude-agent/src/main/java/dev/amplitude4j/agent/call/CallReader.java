// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import dev.amplitude4j.agent.capture.Context;
import dev.amplitude4j.agent.rules.Moment;
import dev.amplitude4j.record.RecordReader;
import java.util.Map;

/**
 * Answers the mapper's questions about a call as if it were a log record, so that names, ids and privacy follow the same rules.
 * Called on the thread of the call. Without state.
 */
final class CallReader implements RecordReader<Call> {

    private static final String[] IDENTITY = {"user_id", "device_id", "session_id"};

    @Override
    public long timeMillis(Call call) {
        return System.currentTimeMillis();
    }

    @Override
    public String loggerName(Call call) {
        return call.site.className;
    }

    @Override
    public String template(Call call) {
        return call.site.event;
    }

    @Override
    public String formattedMessage(Call call) {
        return call.site.event;
    }

    @Override
    public String structuredType(Call call) {
        return null;
    }

    @Override
    public Object[] arguments(Call call) {
        return null;
    }

    @Override
    public void keyValues(Call call, PairVisitor visitor) {
        String[] names = call.site.names;
        for (int i = 0; i < names.length; i++) {
            if (call.values[i] != null) {
                visitor.pair(names[i], call.values[i]);
            }
        }
        Map<String, Object> fixed = call.site.rule.rule().fixed();
        if (!fixed.isEmpty()) {
            fixed.forEach(visitor);
        }
        if (call.site.on == Moment.ALWAYS) {
            visitor.pair("outcome", call.thrown == null ? "return" : "throw");
        }
    }

    @Override
    public void structured(Call call, PairVisitor visitor) {
        // A call has no message.
    }

    @Override
    public void context(Call call, PairVisitor visitor) {
        for (String key : IDENTITY) {
            String text = Context.get(key);
            if (text != null) {
                visitor.pair(key, text);
            }
        }
    }

    @Override
    public String thrownType(Call call) {
        return call.thrown == null ? null : call.thrown.getClass().getName();
    }

    @Override
    public String thrownMessage(Call call) {
        return null;
    }
}
