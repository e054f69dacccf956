// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.NameFilter.Action;
import java.util.function.Consumer;

/** The settings of one mapper in the form in which its drafts ask for them. Shared by all threads that log. */
final class MappingRules<R> {

    final RecordReader<? super R> reader;
    final MarkerRules markers;
    final KeyRoles roles;
    final ContextRules context;
    final PrivacyFilter privacy;
    final Identity.Rules identity;
    final EventNames names;
    final EventTypeFuse fuse;
    final boolean includeErrorMessage;
    final String[] eventPropertyNames;
    final Object[] eventPropertyValues;
    final String[] userPropertyNames;
    final Object[] userPropertyValues;

    MappingRules(RecordReader<? super R> reader, MappingOptions options, Consumer<String> warnings) {
        this.reader = reader;
        markers = new MarkerRules(options.marker);
        roles = new KeyRoles(options);
        context = new ContextRules(options, roles);
        privacy = new PrivacyFilter(options, warnings);
        identity = new Identity.Rules(options, privacy);
        names = new EventNames(options, markers);
        fuse = new EventTypeFuse(options.maxEventTypes);
        includeErrorMessage = options.includeErrorMessage;
        eventPropertyNames = options.eventProperties.keySet().toArray(new String[0]);
        eventPropertyValues = options.eventProperties.values().toArray();
        userPropertyNames = options.userProperties.keySet().toArray(new String[0]);
        userPropertyValues = options.userProperties.values().toArray();
    }

    /**
     * What may be sent of a value that the sink does not filter by name: null for denied and masked ones, since groups and
     * fields of Amplitude have no use for asterisks.
     */
    Object filtered(String key, String target, Object value) {
        switch (privacy.actionFor(key, target)) {
            case KEEP:
                return value;
            case HASH:
                return hashed(value);
            default:
                return null;
        }
    }

    /** What may be sent of a property under its new name; the sink filters by that name itself. */
    Object filteredByFormerName(String formerName, String name, Object value) {
        Action action = formerName.equals(name) ? Action.KEEP : privacy.actionFor(formerName);
        switch (action) {
            case KEEP:
                return value;
            case HASH:
                return hashed(value);
            case MASK:
                return PrivacyFilter.MASKED;
            default:
                return null;
        }
    }

    private String hashed(Object value) {
        String text = Scalar.text(value);
        return text == null ? null : privacy.hash(text);
    }
}
