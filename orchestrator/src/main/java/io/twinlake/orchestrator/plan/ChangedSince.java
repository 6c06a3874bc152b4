package io.twinlake.orchestrator.plan;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.securable.SecurableKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** In which objects a plan that is made now is another than the saved one. */
record ChangedSince(List<Change> then, List<Change> now) {
    private static final int OBJECTS = 10;
    private static final int FIELDS = 3;

    /** Names the first few with what the change was and is. */
    String sentence() {
        Map<SecurableKey, Change> before = byKey(then);
        Map<SecurableKey, Change> after = byKey(now);
        Set<SecurableKey> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<SecurableKey> others = keys.stream()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .toList();
        String named = others.stream()
                .limit(OBJECTS)
                .map(key -> key + ": " + said(before.get(key), after.get(key)))
                .collect(Collectors.joining("; "));
        int more = others.size() - OBJECTS;
        return named.isEmpty()
                ? "It is in another order."
                : "Another than saved: " + named + (more > 0 ? "; and " + more + " more" : "") + ".";
    }

    private static Map<SecurableKey, Change> byKey(List<Change> changes) {
        Map<SecurableKey, Change> byKey = new LinkedHashMap<>();
        changes.forEach(change -> byKey.put(new SecurableKey(change.kind(), change.object()), change));
        return byKey;
    }

    private static String said(@Nullable Change before, @Nullable Change after) {
        String was = said(before);
        String is = said(after);
        return was.equals(is) ? is + " as before, with other content or in another wave" : "was " + was + ", is " + is;
    }

    private static String said(@Nullable Change change) {
        if (change == null) {
            return "not in it";
        }
        List<FieldDifference> fields = change.fields();
        String named =
                fields.stream().limit(FIELDS).map(FieldDifference::toString).collect(Collectors.joining(", "));
        String more = fields.size() > FIELDS ? ", and " + (fields.size() - FIELDS) + " more fields" : "";
        return change.type().word()
                + (change.reason() == null ? "" : ", because " + change.reason())
                + (named.isEmpty() ? "" : " (" + named + more + ")");
    }
}
