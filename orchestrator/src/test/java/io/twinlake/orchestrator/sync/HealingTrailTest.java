package io.twinlake.orchestrator.sync;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.twinlake.catalogsync.outcome.Healed;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.audit.Audit;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunEnd;
import io.twinlake.ledger.run.RunKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealingTrailTest {
    private static final SecurableKey TABLE = new SecurableKey(SecurableKind.TABLE, ObjectName.parse("gold.s.t"));
    private static final SecurableKey SCHEMA = new SecurableKey(SecurableKind.SCHEMA, ObjectName.parse("gold.s"));

    private final Audit audit = mock(Audit.class);

    @Test
    void tellsOfEachObjectTheOldAndTheNewValues() {
        new HealingTrail(audit)
                .begins(
                        run(),
                        List.of(
                                new Healed(TABLE, "comment", "Orders", "mallory's"),
                                new Healed(SCHEMA, "comment", null, "mallory's"),
                                new Healed(TABLE, "grant.bob", "SELECT", null)));

        tells("schema gold.s", "comment of schema gold.s, which somebody made 'mallory's', becomes nothing");
        tells(
                "table gold.s.t",
                "comment of table gold.s.t, which somebody made 'mallory's', becomes 'Orders';"
                        + " grant.bob of table gold.s.t, which somebody made nothing, becomes 'SELECT'");
        verifyNoMoreInteractions(audit);
    }

    private void tells(String object, String fields) {
        verify(audit)
                .append(
                        anyString(),
                        eq("drift is to be healed"),
                        eq(Map.of(
                                "group", "gold",
                                "run", "r1",
                                "consent", "onDrift: healMetadata",
                                "object", object,
                                "fields", fields)));
    }

    private static Run run() {
        return new Run(
                new RunId("r1"),
                new GroupName("gold"),
                RunKind.SYNC,
                new Direction(new RegionName("west"), new RegionName("north")),
                Epoch.FIRST,
                Instant.EPOCH,
                RunEnd.NONE);
    }
}
