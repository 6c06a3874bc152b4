package io.twinlake.catalogsync.access;

import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.kind.GuardedTable;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.config.group.AccessPolicy;
import io.twinlake.ledger.state.Failure;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards the copies of tables that were replicated before their source got a row filter or column masks: by the same functions, or, where that fails and
 * where policies guard the source, by taking all direct grants away. A copy is never left more open than its source without a word.
 */
public final class GuardCopies {
    private static final Logger LOG = LoggerFactory.getLogger(GuardCopies.class);

    private final LeftBehind left;
    private final GuardedWorkspace replica;
    private final ReadSecurable read;
    private final AlignAccess access;
    private final Set<Work> guarded = new HashSet<>();

    public GuardCopies(LeftBehind left, GuardedWorkspace replica, ReadSecurable read, AccessPolicy policy) {
        this.left = left;
        this.replica = replica;
        this.read = read;
        this.access = new AlignAccess(replica, policy);
    }

    /** Guards what can be guarded before anything else is written; a function that the replica does not have yet comes with this run. */
    public void first(Collection<Work> works) {
        for (Work work : works) {
            try {
                copy(work).ifPresent(copy -> guard(work, copy));
            } catch (ClientException | IllegalArgumentException refused) {
                LOG.debug("{} is guarded at the end of the run: {}", work.key(), refused.getMessage());
            }
        }
    }

    /**
     * What became of a copy, at the end of a run.
     *
     * @param failure what is said of the table
     * @param open the copy without the grants that were taken away; empty where none were
     */
    public record Copy(Failure failure, Optional<Securable> open) {}

    /** Guards the copy that a table has left behind, if it has; else says why it could not be, and takes its grants away. */
    public Optional<Copy> last(Work work) {
        return copy(work).map(copy -> last(work, copy));
    }

    private Copy last(Work work, Securable copy) {
        Securable source = Objects.requireNonNull(work.source());
        if (LeftBehind.isGuardedOtherwise(source, copy)) {
            return withdraw(source, copy, "it bears another guard there, which stays");
        }
        if (source.definition() == Opaque.GUARDED) {
            return withdraw(source, copy, "Twinlake makes no policies, and reads no guard of which not all is told");
        }
        try {
            guard(work, copy);
            return new Copy(left.failure(source, LeftBehind.ALIKE), Optional.empty());
        } catch (ClientException | IllegalArgumentException refused) {
            return withdraw(source, copy, String.valueOf(refused.getMessage()));
        }
    }

    /** The copy that a guarded table has left behind. */
    private Optional<Securable> copy(Work work) {
        return Optional.ofNullable(work.source())
                .filter(LeftBehind::isBehindGuards)
                .flatMap(left::copy);
    }

    /** @throws IllegalArgumentException where no statement can say the guard, its functions are not the source's, or the copy is gone */
    private void guard(Work work, Securable copy) {
        if (!(Objects.requireNonNull(work.source()).definition() instanceof GuardedTable guard)
                || LeftBehind.isGuardedOtherwise(work.source(), copy)
                || guarded.contains(work)) {
            return;
        }
        if (!left.isGuarded(guard, copy)) {
            if (!guard.canBeSaid()) {
                throw new IllegalArgumentException("a constant is passed to a function that guards it");
            }
            if (!left.isMadeAlike(guard, read::read)) {
                throw new IllegalArgumentException("a function that guards it is not the source's there");
            }
            standing(copy);
            guard.statements(copy.name()).forEach(statement -> replica.execute(statement, null));
        }
        guarded.add(work);
    }

    /**
     * The copy as it is now.
     *
     * @throws IllegalArgumentException where it is gone, and another may have come in its place
     */
    private Securable standing(Securable copy) {
        return read.read(copy.key())
                .filter(now -> now.id().equals(copy.id()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "somebody dropped it meanwhile, and what stands there is not ours"));
    }

    private Copy withdraw(Securable source, Securable copy, String why) {
        String said = "and could not be guarded as the source is (" + why + "): ";
        try {
            Securable there = standing(copy);
            if (!there.access().isKnown()) {
                return new Copy(
                        left.failure(source, said + "its grants are not shown to Twinlake, and stay"),
                        Optional.empty());
            }
            Access none = new Access(there.access().owner(), new TreeMap<>());
            List<Failure> failed = access.align(there.withAccess(none), there).failed();
            String outcome = failed.isEmpty()
                    ? "its grants were withdrawn; who may read all of its schema or catalog, or a view of it, still reads it"
                    : failed.get(0).message();
            return new Copy(left.failure(source, said + outcome), Optional.of(standing(copy)));
        } catch (ClientException | IllegalArgumentException refused) {
            return new Copy(
                    left.failure(source, said + "its grants could not be withdrawn: " + refused.getMessage()),
                    Optional.empty());
        }
    }
}
