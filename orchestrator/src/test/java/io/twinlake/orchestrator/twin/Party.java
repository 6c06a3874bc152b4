package io.twinlake.orchestrator.twin;

import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.runbooks.Verb;
import java.util.EnumSet;
import java.util.Set;

/** Whom a step of a move may have to ask, besides the ledger and the witness. */
public enum Party {
    /** The region that served when the move began. */
    OLD_PRIMARY("the old primary"),
    NEW_PRIMARY("the new primary"),
    /** Gateway and Functions, and the Azure that turns them. */
    EDGE("the edge");

    private final String told;

    Party(String told) {
        this.told = told;
    }

    /** Those without whose answer the product's step cannot be done. */
    public static Set<Party> of(Verb verb) {
        return switch (verb) {
            case CHECK_READINESS -> EnumSet.allOf(Party.class);
            case REVERSE_SYNC, SYNC_WHILE_OPEN, FINAL_SYNC, VERIFY_PARITY, PROVE_VERSIONS ->
                EnumSet.of(OLD_PRIMARY, NEW_PRIMARY);
            case FENCE_PRIMARY, PROVE_AGAIN -> EnumSet.of(OLD_PRIMARY);
            case CHECK_TARGET, SEARCH_STRANDED, OPEN_STANDBY_JOBS, WARM_WAREHOUSE -> EnumSet.of(NEW_PRIMARY);
            case SWITCH_BEHIND, TURN_FRONT, SMOKE_TEST -> EnumSet.of(NEW_PRIMARY, EDGE);
            case ALIGN_BEHIND -> EnumSet.of(EDGE);
            default -> EnumSet.noneOf(Party.class);
        };
    }

    /** Its name in a {@link TwinFolder}, in a move. */
    String in(MoveContext move) {
        return switch (this) {
            case OLD_PRIMARY -> move.from().value();
            case NEW_PRIMARY -> move.to().value();
            case EDGE -> TwinFolder.EDGE;
        };
    }

    @Override
    public String toString() {
        return told;
    }
}
