package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.kind.GuardedTable;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.ledger.state.Failure;
import java.util.Optional;

/** Objects that were replicated and cannot be any more, and what their copies are left as. */
public final class LeftBehind {
    private final Situation situation;
    private final Ownership ownership;

    public LeftBehind(Situation situation) {
        this.situation = situation;
        this.ownership = new Ownership(situation);
    }

    /** The copy of an object that cannot be replicated, where it was all the same. */
    public Optional<Securable> copy(Securable source) {
        return source.unsupported() == null
                ? Optional.empty()
                : situation.replica().find(source.key()).filter(ownership::paired);
    }

    /** Why an object that has left a copy behind is not replicated, and what its copy is. */
    public Optional<String> reason(Securable source) {
        return copy(source).map(copy -> reason(source, said(source, copy)));
    }

    /** The same as what stands in the object's way. */
    public Optional<Failure> failure(Securable source) {
        return copy(source).map(copy -> failure(source, said(source, copy)));
    }

    /** The same with other words for the copy. */
    public Failure failure(Securable source, String copy) {
        return Failures.leftBehind(source.key() + ": " + reason(source, copy));
    }

    private static String reason(Securable source, String copy) {
        return source.unsupported() + "; its copy in the other region stays as it was last replicated, " + copy;
    }

    private static String said(Securable source, Securable copy) {
        if (!isBehindGuards(source)) {
            return "without what came since";
        }
        return source.definition() instanceof GuardedTable guard && isGuarded(guard, copy)
                ? "guarded as the source is"
                : "unguarded: whoever may read it there reads all of it; the next sync guards it alike, or withdraws its grants";
    }

    /** Whether it is not replicated because something guards it. */
    public static boolean isBehindGuards(Securable source) {
        return source.definition() instanceof GuardedTable || source.definition() == Opaque.GUARDED;
    }

    /** Whether a copy hides what its source hides. */
    public static boolean isGuarded(GuardedTable guard, Securable copy) {
        return copy.definition() instanceof GuardedTable there && there.coversAll(guard);
    }
}
