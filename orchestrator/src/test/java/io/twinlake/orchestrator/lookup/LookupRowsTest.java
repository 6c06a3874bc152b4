package io.twinlake.orchestrator.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class LookupRowsTest {
    @Test
    void asksForManyKeysInStatementsOfAsManyParametersAsDatabricksTakes() {
        Statements statements = mock(Statements.class);
        when(statements.run(any(), any()))
                .thenAnswer(call -> answer(
                        call.<Statement>getArgument(0).parameters().get(0).value()));
        List<String> keys = IntStream.range(0, 450).mapToObj(i -> "c'" + i).toList();

        assertThat(new LookupRows(statements)
                        .read(ObjectName.of("gold", "api", "customers"), Optional.of(7L), "id", keys))
                .containsOnlyKeys("c'0", "c'200", "c'400");

        ArgumentCaptor<Statement> sent = ArgumentCaptor.forClass(Statement.class);
        verify(statements, times(3)).run(sent.capture(), any());
        assertThat(sent.getAllValues())
                .allSatisfy(statement ->
                        assertThat(statement.sql()).contains("VERSION AS OF 7").doesNotContain("c'"));
        assertThat(sent.getAllValues().stream()
                        .flatMap(statement -> statement.parameters().stream())
                        .map(Statement.Parameter::value))
                .isEqualTo(keys);
    }

    private static StatementResult answer(String key) {
        return new StatementResult(new StatementId("s"), List.of("sampled", "row"), List.of(List.of(key, "{}")));
    }
}
