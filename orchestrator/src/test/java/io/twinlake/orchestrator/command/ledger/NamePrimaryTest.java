package io.twinlake.orchestrator.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.twin.LoneGroup;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamePrimaryTest {
    @Test
    void nobodySaysWhoServesWhileAForcedMoveIsAtWork(@TempDir Path folder) {
        TwinFolder twin = new TwinFolder(folder);
        FailoverGroup group = twin.group("");
        try (Ledger ledger = twin.ledgerOf(group)) {
            ledger.leases().acquire(LeaseName.move(group.name()), "anna@host", Duration.ofMinutes(5));
            NamePrimary naming = new NamePrimary(LoneGroup.on(ledger, group, mock()));

            assertThatThrownBy(() -> naming.serves(group.home()))
                    .isInstanceOf(LeaseHeld.class)
                    .hasMessageContaining("anna@host");
            assertThat(ledger.leases().current(LeaseName.of(group.name())))
                    .as("the group's is given back")
                    .isEmpty();
        }
    }
}
