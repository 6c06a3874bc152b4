package io.twinlake.catalogsync.decide;

import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.unsupported;
import static io.twinlake.catalogsync.situation.GoldObjects.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.kind.View;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a view reads comes before it, or it cannot be. */
class DependenciesTest {
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);
    private static final SecurableKey VIEW = key(SecurableKind.VIEW);

    static Stream<Arguments> inTheWay() {
        return Stream.of(
                row(
                        "out of scope",
                        it -> it.source(view("gold.s.v", "other.s.t")),
                        "view gold.s.v reads other.s.t, which is out of the group's scope"),
                row(
                        "left out of the scope",
                        it -> it.source(view("gold.s.v", "gold.s.tmp_a")),
                        "view gold.s.v reads gold.s.tmp_a, which is out of the group's scope"),
                row(
                        "missing",
                        it -> it.source(view("gold.s.v", "gold.s.gone")),
                        "view gold.s.v reads gold.s.gone, which does not exist at the source"),
                row(
                        "not replicated",
                        it -> it.changeSource(TABLE, unsupported("of no use")).source(view("gold.s.v", "gold.s.t")),
                        "view gold.s.v reads gold.s.t, which is not replicated: of no use"),
                row(
                        "behind another view",
                        it -> it.source(view("gold.s.u", "other.s.t")).source(view("gold.s.v", "gold.s.u")),
                        "view gold.s.v reads gold.s.u, which reads other.s.t, which is out of the group's scope"),
                row(
                        "the view itself",
                        it -> it.source(view("gold.s.v", "gold.s.v")),
                        "view gold.s.v reads gold.s.v, which reads it in turn: gold.s.v -> gold.s.v"),
                row(
                        "a view that reads it",
                        it -> it.source(view("gold.s.v", "gold.s.w")).source(view("gold.s.w", "gold.s.v")),
                        "view gold.s.v reads gold.s.w, which reads gold.s.v, which reads it in turn: gold.s.v -> gold.s.w -> gold.s.v"));
    }

    @ParameterizedTest
    @MethodSource
    void inTheWay(Consumer<GoldSituation> given, String says) {
        assertThat(of(given).obstacle(VIEW)).hasValueSatisfying(failure -> {
            assertThat(failure.category()).isEqualTo("blocked");
            assertThat(failure.message()).isEqualTo(says);
        });
    }

    @Test
    void whatCouldNotBeReadIsAFailureAndNoDecision() {
        Failure mayNot = new Failure("permission", "may not list", "Grant it.");

        Dependencies dependencies = of(it -> it.source(view("gold.s.v", "gold.other.t"))
                .sourceFails(key(SecurableKind.SCHEMA, "gold.other"), mayNot));

        assertThat(dependencies.obstacle(VIEW))
                .contains(new Failure(
                        "permission",
                        "view gold.s.v reads gold.other.t, which could not be read: may not list",
                        "Grant it."));
    }

    static Stream<Arguments> levels() {
        return Stream.of(
                argumentSet("nothing", 0, view("gold.s.v")),
                argumentSet("a table", 1, view("gold.s.v", "gold.s.t")),
                argumentSet(
                        "what the platform itself has",
                        0,
                        view("gold.s.v", "system.access.audit", "gold.information_schema.tables")),
                argumentSet("a view over a table", 2, view("gold.s.v", "gold.s.over_table")),
                argumentSet("both", 2, view("gold.s.v", "gold.s.t", "gold.s.over_table")));
    }

    @ParameterizedTest
    @MethodSource
    void levels(int level, Securable reader) {
        Dependencies dependencies =
                of(it -> it.source(view("gold.s.over_table", "gold.s.t")).source(reader));

        assertThat(dependencies.level(VIEW)).isEqualTo(level);
        assertThat(dependencies.obstacle(VIEW)).isEmpty();
        assertThat(dependencies.warnings()).isEmpty();
    }

    @Test
    void aTextThatReadsMoreThanThePlatformSaysComesBehindBothAndIsWarnedOf() {
        View text = GoldObjects.text("SELECT * FROM gold.s.over_table", TABLE);

        Dependencies dependencies = of(it -> it.source(view("gold.s.over_table", "gold.s.t"))
                .source(GoldObjects.defined(text).apply(view("gold.s.v"))));

        assertThat(dependencies.level(VIEW)).isEqualTo(2);
        assertThat(dependencies.warnings())
                .singleElement()
                .asString()
                .startsWith("view gold.s.v reads [gold.s.over_table]");
    }

    @Test
    void aTextThatCannotBeParsedRestsOnThePlatformsWordAndIsWarnedOf() {
        View text = GoldObjects.text("SELEC ??? FORM", TABLE);

        Dependencies dependencies = of(it -> it.source(GoldObjects.defined(text).apply(view("gold.s.v"))));

        assertThat(dependencies.level(VIEW)).isEqualTo(1);
        assertThat(dependencies.warnings()).singleElement().asString().contains("could not be parsed");
    }

    private static Dependencies of(Consumer<GoldSituation> given) {
        GoldSituation gold = GoldSituation.replicatedWhole(TABLE);
        given.accept(gold);
        Situation situation = gold.made();
        return new Dependencies(situation.group(), situation.source());
    }

    private static Arguments row(String name, Consumer<GoldSituation> given, String says) {
        return argumentSet(name, given, says);
    }
}
