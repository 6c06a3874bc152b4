package io.twinlake.orchestrator.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinlake.orchestrator.faults.oracle.Evidence.Command;
import io.twinlake.orchestrator.faults.oracle.Evidence.Forced;
import io.twinlake.orchestrator.faults.oracle.Evidence.ForeignWork;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import io.twinlake.orchestrator.faults.oracle.Evidence.Stale;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An oracle that cannot say no proves nothing: each of its checks is red on a history that breaks its invariant, and on no other. */
class CheckTest {
    private static final Instant T = Instant.parse("2026-11-28T10:00:00Z");
    private static final String CLONE = "CREATE OR REPLACE TABLE `c`.`s`.`t` DEEP CLONE `x`.`s`.`t`";

    @ParameterizedTest
    @EnumSource(Check.class)
    void isRedOnAHistoryThatBreaksItAndOnNothingElse(Check check) {
        for (Evidence bad : broken(check)) {
            assertThat(red(bad)).containsExactly(check);
        }
    }

    @Test
    void everyInvariantFromOneToTenHasACheck() {
        assertThat(Stream.of(Check.values()).map(Check::invariant).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void allAreGreenAndApplyOnAHistoryInWhichNothingIsBroken() {
        Evidence good = good();

        assertThat(Check.all(good).keySet()).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Check.class));
        assertThat(red(good)).isEmpty();
    }

    @Test
    void aWriteThatWasReadBeforeItIsSentAgainIsFine() {
        Evidence evidence = new Evidence()
                .unanswered(sql(0, CLONE))
                .called(List.of(sql(0, CLONE), get(1, "/api/2.1/unity-catalog/tables/c.s.t"), sql(2, CLONE)));

        assertThat(red(evidence)).isEmpty();
    }

    @Test
    void aCallOnTheWireMayLandOnForeignWorkThatIsNamedAfterwards() {
        assertThat(red(new Evidence().foreign(new ForeignWork("c.s.t", "mallory", "ours", true, false))))
                .isEmpty();
    }

    @Test
    void whatIsDroppedOutsideOfTheScopeIsNoDeletion() {
        assertThat(red(new Evidence().scope(Set.of("c.s.t")).called(List.of(sql(0, "DROP TABLE `c`.`s`.`t2`")))))
                .isEmpty();
    }

    private static Set<Check> red(Evidence evidence) {
        return Check.all(evidence).entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<Evidence> broken(Check check) {
        return switch (check) {
            case ONE_PRIMARY_PER_EPOCH -> List.of(good().served(new Served("the witness", 2, "west")));
            case NO_WRITE_BY_AN_OLDER_EPOCH ->
                List.of(good().stale(new Stale("host a", T.plusSeconds(50), T.plusSeconds(60)))
                        .called(List.of(sql(55, CLONE))));
            case ACKNOWLEDGED_ROWS_SURVIVE ->
                List.of(
                        good().acknowledged("r9", "SUCCEEDED"),
                        good().acknowledged("r1", "PARTIAL"),
                        good().ledger(Map.of(), List.of(), false));
            case ENDS_AS_UNDISTURBED ->
                List.of(
                        good().ends(Map.of("rows", "2"), Map.of("rows", "1")),
                        good().ends(Map.of("a share", "there"), Map.of()),
                        good().ends(Map.of(), Map.of("grants", "SELECT")));
            case NOTHING_STAYS_OPEN -> List.of(good().ledger(Map.of(), List.of("run r1 is RUNNING"), true));
            case NOTHING_IN_SCOPE_IS_DELETED ->
                List.of(
                        good().called(List.of(sql(0, "DROP TABLE IF EXISTS `c`.`s`.`t`"))),
                        good().called(List.of(new Call(
                                T,
                                "north",
                                "workspace",
                                "DELETE",
                                "/api/2.1/unity-catalog/tables/c.s.t",
                                null,
                                200,
                                true))),
                        good().standing(Set.of("c.s.lost"), Set.of()));
            case NOTHING_FOREIGN_IS_OVERWRITTEN ->
                List.of(good().foreign(new ForeignWork("c.s.v", "mallory", "ours", false, true)));
            case FOREIGN_WORK_IS_NOT_BELIEVED ->
                List.of(
                        good().foreign(new ForeignWork("c.s.v", "mallory", "mallory", false, true)),
                        good().foreign(new ForeignWork("c.s.v", "mallory", "ours", true, true)));
            case THE_PRIMARY_IS_LEFT_ALONE_WHEN_FORCED ->
                List.of(good().forced(new Forced("west", T.plusSeconds(70), T.plusSeconds(90)))
                        .called(List.of(at("west", 71), at("west", 76))));
            case AN_UNKNOWN_OUTCOME_IS_READ ->
                List.of(good().unanswered(sql(100, CLONE)).called(List.of(sql(100, CLONE), sql(101, CLONE))));
            case EVERY_OBJECT_HAS_A_STATE ->
                List.of(
                        good().scope(Set.of("c.s.forgotten")),
                        good().ended(command(
                                "verify", 0, "{'inScope':5,'objects':[{'object':'c.s.t'},{'object':'c.s.v'}]}")));
            case NO_SUCCESS_WHILE_ONE_FAILED ->
                List.of(
                        good().ended(command("sync", 0, "{'failed':[{'object':'c.s.t'}]}")),
                        good().ended(command("sync", 8, "{'result':'SUCCEEDED','failed':[{'object':'c.s.t'}]}")),
                        good().ended(command("sync", 0, "{'counts':{'FAILED':1}}")),
                        good().ended(command("verify", 0, "{'drifted':1}")));
            case NO_SECRET_IS_SHOWN -> List.of(good().text("the log", "token canary-4711 was refused"));
            case A_PLAN_WRITES_NOTHING -> List.of(good().called(List.of(sql(31, CLONE))));
        };
    }

    private static Evidence good() {
        return new Evidence()
                .served(new Served("the ledger", 1, "west"))
                .served(new Served("the witness", 1, "west"))
                .served(new Served("the ledger", 2, "north"))
                .stale(new Stale("host b", T.plusSeconds(10), T.plusSeconds(11)))
                .ledger(Map.of("r1", "SUCCEEDED"), List.of(), true)
                .ends(Map.of("rows of t", "1"), Map.of("rows of t", "1"))
                .scope(Set.of("c.s.t", "c.s.v"))
                .standing(Set.of("c.s.t"), Set.of("c.s.t", "c.s.v"))
                .foreign(new ForeignWork("c.s.u", "mallory", "mallory", false, false))
                .forced(new Forced("west", T.plusSeconds(20), T.plusSeconds(25)))
                .unanswered(sql(5, CLONE))
                .called(List.of(sql(5, CLONE), get(6, "/api/2.1/unity-catalog/tables/c.s.t"), at("west", 21)))
                .ended(command("sync", 0, "{'run':'r1','result':'SUCCEEDED','failed':[]}"))
                .ended(command("verify", 0, "{'inScope':2,'objects':[{'object':'c.s.t'},{'object':'c.s.v'}]}"))
                .ended(new Command("plan", T.plusSeconds(30), T.plusSeconds(32), 2, null))
                .text("the log", "nothing to see")
                .secrets(Set.of("canary-4711"));
    }

    private static Command command(String words, int exit, String document) {
        try {
            return new Command(
                    words,
                    T.plusSeconds(200),
                    T.plusSeconds(201),
                    exit,
                    new ObjectMapper().readTree(document.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Call sql(int second, String statement) {
        return call("north", second, "POST", "/api/2.0/sql/statements", statement);
    }

    private static Call get(int second, String path) {
        return call("north", second, "GET", path, null);
    }

    private static Call at(String region, int second) {
        return call(region, second, "GET", "/api/2.2/jobs/list", null);
    }

    private static Call call(String region, int second, String method, String path, @Nullable String statement) {
        return new Call(
                T.plusSeconds(second), region, "workspace", method, path, statement, 200, method.equals("POST"));
    }
}
