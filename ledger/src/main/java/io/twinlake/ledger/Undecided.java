package io.twinlake.ledger;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.state.Intent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An object that may differ at the replica by our own hand, because nobody learned what came of its last write. It excuses what its intents
 * prove to be ours, and nothing else.
 *
 * @param intents all that are open, oldest first
 */
public record Undecided(SecurableKind kind, ObjectName object, List<Intent> intents) {
    public Undecided {
        intents = List.copyOf(intents);
    }

    /** Whose writes towards a direction's replica are open. */
    public static List<Undecided> of(Ledger ledger, GroupName group, Direction direction) {
        Map<String, List<Intent>> byObject = new LinkedHashMap<>();
        for (Intent intent : ledger.intents().open(group)) {
            if (intent.direction().equals(direction)) {
                byObject.computeIfAbsent(intent.kind() + " " + intent.object(), first -> new ArrayList<>())
                        .add(intent);
            }
        }
        return byObject.values().stream()
                .map(open -> new Undecided(open.get(0).kind(), open.get(0).object(), open))
                .toList();
    }

    /** The source's versions that may have been cloned. */
    public Set<Long> cloned() {
        return intents.stream()
                .map(intent -> intent.traces().sourceVersion())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Hashes of the definitions that the object may have got. */
    public Set<String> definitions() {
        return intents.stream()
                .map(intent -> intent.traces().definition())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /**
     * How many commits beside a clone's may be ours. None of an earlier epoch: the region may have been the primary since, and such a
     * commit tells nothing of its hand.
     */
    public int commits(Epoch now) {
        return intents.stream()
                .filter(intent -> intent.epoch().equals(now))
                .mapToInt(intent -> intent.traces().commits())
                .sum();
    }
}
