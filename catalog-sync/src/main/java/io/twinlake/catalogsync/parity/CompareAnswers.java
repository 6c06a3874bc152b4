package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.decide.Dependencies;
import io.twinlake.catalogsync.kind.Function;
import io.twinlake.catalogsync.kind.View;
import io.twinlake.catalogsync.parity.ParityReport.Answers;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.catalogsync.sql.token.PrincipalsNamed;
import io.twinlake.catalogsync.sql.token.SqlTokens;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks the views of both sides for their rows, where their texts and all that they read are equal: the platform may tell a text otherwise than it runs it,
 * and a name in it may mean something else in the other region.
 */
final class CompareAnswers {
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private final Situation situation;
    private final Workspace source;
    private final Workspace replica;

    CompareAnswers(Situation situation, Workspace source, Workspace replica) {
        this.situation = situation;
        this.source = source;
        this.replica = replica;
    }

    /** What came of one view. */
    private sealed interface Answer {
        record Equal() implements Answer {}

        record Different(String how) implements Answer {}

        record NotCompared(String why) implements Answer {}
    }

    /** Asks each view that is in sync. */
    Answers compare(List<ObjectParity> objects) {
        Map<SecurableKey, ParityState> states = new HashMap<>();
        objects.forEach(object -> states.put(new SecurableKey(object.kind(), object.object()), object.state()));
        List<Securable> views = situation.source().securables().values().stream()
                .filter(view -> view.kind() == SecurableKind.VIEW && states.get(view.key()) == ParityState.IN_SYNC)
                .toList();
        if (views.isEmpty()) {
            return Answers.NONE;
        }
        Dependencies dependencies = new Dependencies(situation.group(), situation.source());
        List<Answer> answers = new Concurrently(situation.group().sync().concurrency())
                .map(views, view -> compare(view, dependencies, states));
        SortedMap<ObjectName, String> different = new TreeMap<>();
        SortedMap<ObjectName, String> notCompared = new TreeMap<>();
        for (int i = 0; i < views.size(); i++) {
            if (answers.get(i) instanceof Answer.Different answer) {
                different.put(views.get(i).name(), answer.how());
            } else if (answers.get(i) instanceof Answer.NotCompared answer) {
                notCompared.put(views.get(i).name(), answer.why());
            }
        }
        return new Answers(views.size() - different.size() - notCompared.size(), different, notCompared);
    }

    private Answer compare(Securable view, Dependencies dependencies, Map<SecurableKey, ParityState> states) {
        if (asks(view)) {
            return new Answer.NotCompared("its rows depend on who asks");
        }
        for (SecurableKey read : dependencies.below(view.key())) {
            if (states.get(read) != ParityState.IN_SYNC) {
                return new Answer.NotCompared("it reads " + read + ", which is "
                        + Optional.ofNullable(states.get(read))
                                .map(state -> "not in sync")
                                .orElse("not compared"));
            }
            if (situation.source().find(read).filter(CompareAnswers::asks).isPresent()) {
                return new Answer.NotCompared("its rows depend on who asks, through " + read);
            }
        }
        try {
            return compare(view, dependencies);
        } catch (ClientException failure) {
            return new Answer.NotCompared("its rows could not be read: " + failure.getMessage());
        } catch (IllegalArgumentException | DateTimeException untold) {
            return new Answer.NotCompared("its rows could not be compared: " + untold.getMessage());
        }
    }

    /** Whether a text asks for the user, or for a membership of his. */
    private static boolean asks(Securable securable) {
        Optional<String> text = securable.definition() instanceof View view
                ? Optional.of(view.text())
                : securable.definition() instanceof Function function && function.isInSql()
                        ? Optional.of(function.text())
                        : Optional.empty();
        return text.map(SqlTokens::new)
                .map(PrincipalsNamed::in)
                .filter(PrincipalsNamed::isAsked)
                .isPresent();
    }

    private Answer compare(Securable view, Dependencies dependencies) {
        List<ColumnDefinition> columns = ((View) view.definition()).output().columns();
        StatementResult there = answer(source, view, columns);
        StatementResult here = answer(replica, view, columns);
        List<String> differences = CompareRows.differences(there, here, columns);
        if (hasMore(there) || hasMore(here)) {
            return new Answer.NotCompared("it has more than " + Answers.ROWS + " rows");
        }
        if (differences.isEmpty()) {
            return new Answer.Equal();
        }
        if (!CompareRows.differences(there, answer(source, view, columns), columns)
                .isEmpty()) {
            return new Answer.NotCompared("it answers otherwise each time that it is asked");
        }
        return dependencies.below(view.key()).stream().anyMatch(this::hasMoved)
                ? new Answer.NotCompared("what it reads changed while it was asked")
                : new Answer.Different(String.join(", ", differences));
    }

    private static StatementResult answer(Workspace region, Securable view, List<ColumnDefinition> columns) {
        return region.statements()
                .run(Statement.reading(RowDigestSql.answer(view.name(), Answers.ROWS + 1, columns)), AT_MOST);
    }

    private static boolean hasMore(StatementResult answer) {
        return Long.parseLong(
                        Optional.ofNullable(answer.value(0, RowDigestSql.COUNT)).orElse("0"))
                > Answers.ROWS;
    }

    private boolean hasMoved(SecurableKey read) {
        return read.kind().holdsRows()
                && (hasMoved(read.name(), source, situation.versions().atSource(read.name()))
                        || hasMoved(read.name(), replica, situation.versions().atReplica(read.name())));
    }

    private static boolean hasMoved(ObjectName table, Workspace region, Optional<DeltaVersion> then) {
        DeltaVersion now = new TableHistory(region.statements()).current(table);
        return then.filter(version -> version.version() == now.version()).isEmpty();
    }
}
