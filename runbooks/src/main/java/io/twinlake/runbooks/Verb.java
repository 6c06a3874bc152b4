package io.twinlake.runbooks;

import static io.twinlake.runbooks.Stage.AFTER_PROMOTION;
import static io.twinlake.runbooks.Stage.ANY;
import static io.twinlake.runbooks.Stage.BEFORE_PROMOTION;
import static io.twinlake.runbooks.Stage.PROMOTION;
import static io.twinlake.runbooks.Stage.REHEARSAL;

import io.twinlake.ledger.step.StepRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that a step can do: a runbook decides the order of verbs, the code that performs one decides whether it may. */
public enum Verb {
    CHECK_READINESS("check-readiness", BEFORE_PROMOTION, false),
    CHECK_TARGET("check-target", BEFORE_PROMOTION, false),
    MEASURE_LOSS("measure-loss", BEFORE_PROMOTION, false),
    SEARCH_STRANDED("search-stranded", BEFORE_PROMOTION, true),
    REVERSE_SYNC("reverse-sync", BEFORE_PROMOTION, true),
    VERIFY_PARITY("verify-parity", BEFORE_PROMOTION, false),
    SYNC_WHILE_OPEN("sync-while-open", BEFORE_PROMOTION, true),
    FENCE_PRIMARY("fence-primary", BEFORE_PROMOTION, true),
    FINAL_SYNC("final-sync", BEFORE_PROMOTION, true),
    PROVE_VERSIONS("prove-versions", BEFORE_PROMOTION, false),
    PROMOTE(StepRecord.PROMOTION, PROMOTION, true),
    OPEN_STANDBY_JOBS("open-standby-jobs", AFTER_PROMOTION, true),
    WARM_WAREHOUSE("warm-warehouse", ANY, false),
    SWITCH_BEHIND("switch-behind", AFTER_PROMOTION, true, "switch-lookup"),
    TURN_FRONT("turn-front", AFTER_PROMOTION, true, "turn-gateway"),
    ALIGN_BEHIND("align-behind", AFTER_PROMOTION, true, "align-old-lookup"),
    SMOKE_TEST("smoke-test", AFTER_PROMOTION, false),
    PROVE_AGAIN("prove-again", AFTER_PROMOTION, true),
    RELEASE_REVERSE("release-reverse", AFTER_PROMOTION, true),
    HOLD_REVERSE("hold-reverse", AFTER_PROMOTION, true),
    CLONE_API_TABLES("clone-api-tables", REHEARSAL, true),
    COMPARE_LOOKUPS("compare-lookups", REHEARSAL, false),
    REHEARSE_SWITCHES("rehearse-switches", REHEARSAL, false),
    CHECK_OBJECTIVES("check-objectives", REHEARSAL, false),
    CLEAN_UP("clean-up", REHEARSAL, true);

    private final String word;
    private final Stage stage;
    private final boolean writes;
    private final @Nullable String formerWord;

    Verb(String word, Stage stage, boolean writes) {
        this(word, stage, writes, null);
    }

    Verb(String word, Stage stage, boolean writes, @Nullable String formerWord) {
        this.word = word;
        this.stage = stage;
        this.writes = writes;
        this.formerWord = formerWord;
    }

    /** The step's name in a runbook, in documents and in the ledger. */
    public String word() {
        return word;
    }

    /** On which side of the promotion it belongs. */
    public Stage stage() {
        return stage;
    }

    /** Whether it changes a region, a switch or who may write: such a step is refused to the holder of an older epoch. */
    public boolean writes() {
        return writes;
    }

    /** Whether it is done whatever broke before it. */
    public boolean isAlways() {
        return this == CLEAN_UP || this == CHECK_OBJECTIVES;
    }

    public static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    /** The verb that an older version called so. */
    public static Optional<Verb> formerly(String word) {
        return Arrays.stream(values())
                .filter(verb -> word.equals(verb.formerWord))
                .findFirst();
    }

    /** Today's word for one that the ledger keeps: a run that an older version began has that version's words. */
    public static String today(String kept) {
        return formerly(kept).map(Verb::word).orElse(kept);
    }

    /** All words, in the order in which a move uses them; a drill's own come last. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
