// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.record.RecordReader;
import org.apache.logging.log4j.ThreadContext.ContextStack;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ReusableObjectMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.TriConsumer;

/**
 * Answers the mapper's questions about a Log4j record, on the thread that logs or on an asynchronous worker. Record and message
 * may be one object that Log4j uses again at once, so nothing of them is kept. Without state.
 */
final class Log4jRecordReader implements RecordReader<LogEvent> {

    /** Under which name the stack of the thread context is offered, as in Log4j's own JSON. */
    private static final String CONTEXT_STACK = "contextStack";

    /** With the visitor as its state, so that nothing is allocated; Log4j 2.17 has an interface of its own for the other form. */
    private static final TriConsumer<String, Object, PairVisitor> HAND_OVER =
            (name, value, visitor) -> visitor.pair(name, value);

    @Override
    public long timeMillis(LogEvent record) {
        return record.getTimeMillis();
    }

    @Override
    public String loggerName(LogEvent record) {
        return record.getLoggerName();
    }

    /** An object that was logged by itself has no template: its text is another one each time. */
    @Override
    public String template(LogEvent record) {
        Message message = record.getMessage();
        return message == null || message instanceof ObjectMessage || message instanceof ReusableObjectMessage
                ? null
                : message.getFormat();
    }

    @Override
    public String formattedMessage(LogEvent record) {
        Message message = record.getMessage();
        return message == null ? null : message.getFormattedMessage();
    }

    @Override
    public String structuredType(LogEvent record) {
        Message message = record.getMessage();
        return message instanceof StructuredDataMessage ? ((StructuredDataMessage) message).getType() : null;
    }

    @Override
    public Object[] arguments(LogEvent record) {
        Message message = record.getMessage();
        return message == null ? null : message.getParameters();
    }

    @Override
    public void keyValues(LogEvent record, PairVisitor visitor) {
        // Log4j has none; log4j-slf4j2-impl puts those of SLF4J into the thread context.
    }

    @Override
    public void structured(LogEvent record, PairVisitor visitor) {
        Message message = record.getMessage();
        if (message instanceof MapMessage) {
            ((MapMessage<?, ?>) message).forEach(HAND_OVER, visitor);
        }
    }

    @Override
    public void context(LogEvent record, PairVisitor visitor) {
        record.getContextData().forEach(HAND_OVER, visitor);
        ContextStack stack = record.getContextStack();
        if (stack != null && stack.getDepth() > 0) {
            visitor.pair(CONTEXT_STACK, stack.asList());
        }
    }

    @Override
    public String thrownType(LogEvent record) {
        Throwable thrown = record.getThrown();
        return thrown == null ? null : thrown.getClass().getName();
    }

    @Override
    public String thrownMessage(LogEvent record) {
        Throwable thrown = record.getThrown();
        return thrown == null ? null : thrown.getMessage();
    }
}
