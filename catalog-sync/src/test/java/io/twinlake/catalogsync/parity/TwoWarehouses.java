package io.twinlake.catalogsync.parity;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The warehouses of both sides, which answer with what a test hands them, and tell what they were asked. */
final class TwoWarehouses {
    private static final String WHICH_ROWS_DIFFER = "AS differing";

    final List<String> askedOfSource = new ArrayList<>();
    final List<String> askedOfReplica = new ArrayList<>();
    final Workspace source = mock(Workspace.class);
    final Workspace replica = mock(Workspace.class);

    private final UnityCatalog catalog = mock(UnityCatalog.class);
    private final Sharing sharing = mock(Sharing.class);
    private List<String> columns = List.of(RowDigestSql.COUNT);
    private List<@Nullable String> atSource = List.of("0");
    private List<@Nullable String> atReplica = List.of("0");
    private List<List<@Nullable String>> differing = List.of();
    private @Nullable RuntimeException failure;
    private @Nullable RuntimeException sourceFailure;

    TwoWarehouses() {
        Statements ofSource = mock(Statements.class);
        Statements ofReplica = mock(Statements.class);
        when(source.statements()).thenReturn(ofSource);
        when(source.catalog()).thenReturn(catalog);
        when(source.sharing()).thenReturn(sharing);
        when(replica.statements()).thenReturn(ofReplica);
        when(ofSource.submit(any())).thenAnswer(call -> {
            askedOfSource.add(call.<Statement>getArgument(0).sql());
            return new StatementId("the source's");
        });
        when(ofSource.await(any(), any())).thenAnswer(call -> {
            if (sourceFailure != null) {
                throw sourceFailure;
            }
            return result(columns, List.of(atSource));
        });
        when(ofReplica.run(any(), any())).thenAnswer(call -> {
            String sql = call.<Statement>getArgument(0).sql();
            askedOfReplica.add(sql);
            if (failure != null) {
                throw failure;
            }
            return sql.contains(WHICH_ROWS_DIFFER)
                    ? result(List.of("differing", "only_replica", "only_source"), differing)
                    : result(columns, List.of(atReplica));
        });
    }

    /** Where the source shares the table, by a share that is mounted, if anywhere. */
    TwoWarehouses sharedAs(String share, String... sharedAs) {
        ObjectNode found = JsonNodeFactory.instance.objectNode().put("name", share);
        for (String alias : sharedAs) {
            found.withArray("objects").addObject().put("name", "gold.s.t").put("shared_as", alias);
        }
        when(sharing.shares())
                .thenAnswer(
                        call -> Stream.of(JsonNodeFactory.instance.objectNode().put("name", share)));
        when(sharing.findShare(share)).thenReturn(Optional.of(found));
        return this;
    }

    TwoWarehouses counting(String there, String here) {
        return digesting(List.of(RowDigestSql.COUNT), List.of(there), List.of(here));
    }

    /** The numbers of a table with one column, on both sides. */
    TwoWarehouses checksums(List<@Nullable String> there, List<@Nullable String> here) {
        return digesting(
                List.of(RowDigestSql.COUNT, RowDigestSql.NOT_NULL + 0, RowDigestSql.SUM, RowDigestSql.XOR),
                there,
                here);
    }

    /** Each row: a key, whether it is only at the replica, whether it is only at the source. */
    TwoWarehouses differing(List<List<@Nullable String>> rows) {
        differing = rows;
        return this;
    }

    /** What Unity Catalog says of the source's table. */
    TwoWarehouses described(ObjectNode table) {
        when(catalog.find(any(), any())).thenReturn(Optional.of(table));
        return this;
    }

    TwoWarehouses undescribed(ClientException why) {
        when(catalog.find(any(), any())).thenThrow(why);
        return this;
    }

    /** The replica answers no statement any more. */
    TwoWarehouses failing(RuntimeException why) {
        failure = why;
        return this;
    }

    /** The source answers no statement any more. */
    TwoWarehouses failingAtSource(RuntimeException why) {
        sourceFailure = why;
        return this;
    }

    private TwoWarehouses digesting(List<String> names, List<@Nullable String> there, List<@Nullable String> here) {
        columns = names;
        atSource = there;
        atReplica = here;
        return this;
    }

    private static StatementResult result(List<String> columns, List<List<@Nullable String>> rows) {
        return new StatementResult(new StatementId("a statement"), columns, rows);
    }
}
