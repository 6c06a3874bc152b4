package io.twinlake.catalogsync.access;

import io.twinlake.catalogsync.change.Differences;
import io.twinlake.catalogsync.kind.GuardedTable;
import io.twinlake.catalogsync.mapping.Mapped;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import java.util.Optional;
import java.util.function.Function;

/** Objects that were replicated and cannot be any more, and what their copies are left as. */
public final class LeftBehind {
    public static final String ALIKE = "guarded as the source is";
    private static final String OTHERWISE = "guarded otherwise than the source is; the next sync withdraws its grants";

    private final Situation situation;
    private final Ownership ownership;

    public LeftBehind(Situation situation) {
        this.situation = situation;
        this.ownership = new Ownership(situation);
    }

    /** The copy of an object that cannot be replicated, where it was all the same, or was begun. */
    public Optional<Securable> copy(Securable source) {
        return source.unsupported() == null
                ? Optional.empty()
                : situation.replica().find(source.key()).filter(ownership::known);
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

    private String said(Securable source, Securable copy) {
        if (!isBehindGuards(source)) {
            return "without what came since";
        }
        if (source.definition() instanceof GuardedTable guard && isGuarded(guard, copy)) {
            return ALIKE;
        }
        return isGuardedOtherwise(source, copy)
                ? OTHERWISE
                : "unguarded: whoever may read it there reads all of it; the next sync guards it alike, or withdraws its grants";
    }

    /** Whether it is not replicated because something guards it. */
    public static boolean isBehindGuards(Securable source) {
        return source.definition() instanceof GuardedTable || source.definition() == Opaque.GUARDED;
    }

    /** Whether a copy hides what its source hides, by functions that are the source's. */
    public boolean isGuarded(GuardedTable guard, Securable copy) {
        return copy.definition() instanceof GuardedTable there
                && there.coversAll(guard)
                && isMadeAlike(guard, key -> situation.replica().find(key));
    }

    /** Whether the copy bears a guard that the source does not have: to write over that could open it. */
    public static boolean isGuardedOtherwise(Securable source, Securable copy) {
        return copy.definition() == Opaque.GUARDED
                || copy.definition() instanceof GuardedTable there
                        && !(source.definition() instanceof GuardedTable guard && guard.coversAll(there));
    }

    /**
     * Whether the functions that guard a table are replicated and equal in the other region: one that only bears the name may let everything through.
     *
     * @param replica what stands there
     */
    public boolean isMadeAlike(GuardedTable guard, Function<SecurableKey, Optional<Securable>> replica) {
        return guard.functions().stream().allMatch(function -> isMadeAlike(function, replica));
    }

    private boolean isMadeAlike(ObjectName function, Function<SecurableKey, Optional<Securable>> replica) {
        SecurableKey key = new SecurableKey(SecurableKind.FUNCTION, function);
        Optional<Securable> source = situation
                .source()
                .find(key)
                .filter(found ->
                        found.unsupported() == null && found.definition().isTold());
        return source.isPresent()
                && situation.mapping().map(source.get()) instanceof Mapped.Wanted wanted
                && replica.apply(key)
                        .filter(there -> there.definition().isTold()
                                && Differences.ofDefinition(wanted.securable(), there)
                                        .isEmpty())
                        .isPresent();
    }
}
