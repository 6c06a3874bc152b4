package io.twinlake.catalogsync.data;

import static io.twinlake.catalogsync.situation.GoldObjects.defined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.epoch.EpochGuard;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetAsideTest {
    private final List<String> said = new ArrayList<>();
    private SetAside setAside;

    @BeforeEach
    void setUp() {
        Workspace workspace = mock(Workspace.class);
        Statements statements = mock(Statements.class);
        when(workspace.statements()).thenReturn(statements);
        when(statements.run(any(), any())).thenAnswer(call -> {
            said.add(call.<Statement>getArgument(0).sql());
            return null;
        });
        setAside = new SetAside(
                new GuardedWorkspace(
                        workspace,
                        mock(EpochGuard.class),
                        new GoldSituation().made().standing()),
                Clock.fixed(GoldSituation.NOW, ZoneOffset.UTC));
    }

    /** Marked and not renamed it is found again; renamed and not marked it would be a stranger's. */
    @Test
    void marksATableBeforeItGetsANameOfItsOwn() {
        setAside.ensure(GoldObjects.of(SecurableKind.TABLE));

        assertThat(said)
                .containsExactly(
                        "ALTER TABLE `gold`.`s`.`t` SET TBLPROPERTIES ('twinlake.archived' = 'true')",
                        "ALTER TABLE `gold`.`s`.`t` RENAME TO `gold`.`s`.`t__twinlake_20260301100000`");
    }

    @Test
    void leavesAnExternalTableToAPersonWhoMovesItsFolder() {
        Table external = new Table(true, "DELTA", "abfss://lake@north/t", List.of(), new TreeMap<>(), List.of());

        assertThatThrownBy(() -> setAside.ensure(defined(external).apply(GoldObjects.of(SecurableKind.TABLE))))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("move its folder away");
        assertThat(said).isEmpty();
    }
}
