package io.twinlake.ledger.state;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs are writing: opened right before an object's first write, closed once it is known what came of it. */
public interface Intents {
    /** Opens an intent, durably. A run that takes an object up again opens another one: the first may have had an effect of its own. */
    Intent open(
            RunId run,
            SecurableKind kind,
            ObjectName object,
            @Nullable String definition,
            @Nullable Long sourceVersion);

    /** Notes, durably and before it is handed in, one more statement that leaves a commit beside the clone's. */
    Intent expectCommit(Intent intent);

    /** Takes back, durably, one that was expected: the statement is known to have left none. */
    Intent withdrawCommit(Intent intent);

    /** Closes intents that had no effect, or whose effect is known. May be repeated. */
    void close(Collection<Intent> intents);

    /** Those of a group that are open, oldest run first: what they wrote is known by reading alone. */
    List<Intent> open(GroupName group);
}
