package io.twinlake.catalogsync.change;

import io.twinlake.clients.Digest;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import java.util.List;

/** The canonical form of a plan, hashed: each value with its length, so that no two plans share a form. */
final class PlanHash {
    private PlanHash() {}

    static String of(GroupName group, Direction direction, Epoch epoch, List<Change> changes) {
        Digest digest = new Digest();
        digest.add(
                group.value(), direction.source().value(), direction.replica().value(), epoch.toString());
        for (Change change : changes) {
            digest.add(
                    change.kind().word(),
                    change.object().toString(),
                    change.type().word());
            digest.add(Integer.toString(change.wave()), change.reason(), change.content());
            digest.add(Integer.toString(change.fields().size()));
            for (FieldDifference field : change.fields()) {
                digest.add(field.name(), field.source(), field.replica());
            }
        }
        return digest.hex();
    }
}
