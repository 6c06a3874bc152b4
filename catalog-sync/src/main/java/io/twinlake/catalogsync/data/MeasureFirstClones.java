package io.twinlake.catalogsync.data;

import io.twinlake.catalogsync.change.FirstClones;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.TableSize;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.ledger.state.Clones;
import java.util.List;

/** Asks the source how large the tables are that are copied whole: one statement for each of them, and none for the others. */
public final class MeasureFirstClones {
    /** A run that copied less tells how long statements take, not how long copying does. */
    private static final long MUCH = 100_000_000;

    private final FailoverGroup group;
    private final Workspace source;
    private final Clones clones;

    public MeasureFirstClones(FailoverGroup group, Workspace source, Clones clones) {
        this.group = group;
        this.source = source;
        this.clones = clones;
    }

    /** @param copied the tables whose rows are copied, as the source has them */
    public FirstClones among(List<Securable> copied) {
        List<Securable> first = copied.stream()
                .filter(table -> !clones.cloned(group.name(), table.name(), table.id()))
                .toList();
        return first.isEmpty()
                ? FirstClones.NONE
                : new FirstClones(
                        new Concurrently(group.sync().concurrency()).map(first, this::measured),
                        clones.largest(group.name(), MUCH));
    }

    /** A table that does not tell its size is copied all the same. */
    private FirstClones.Table measured(Securable table) {
        try {
            return new FirstClones.Table(table.name(), TableSize.of(table.name(), source.statements()));
        } catch (ClientException untold) {
            return new FirstClones.Table(table.name(), null);
        }
    }
}
