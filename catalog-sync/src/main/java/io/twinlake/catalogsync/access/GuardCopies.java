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
                guard(work);
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
        Securable source = work.source();
        if (source == null
                || !LeftBehind.isBehindGuards(source)
                || left.copy(source).isEmpty()) {
            return Optional.empty();
        }
        if (LeftBehind.isGuardedOtherwise(source, left.copy(source).get())) {
            return Optional.of(withdraw(source, "it bears another guard there, which stays"));
        }
        if (source.definition() == Opaque.GUARDED) {
            return Optional.of(
                    withdraw(source, "Twinlake makes no policies, and reads no guard of which not all is told"));
        }
        try {
            guard(work);
            return Optional.of(new Copy(left.failure(source, LeftBehind.ALIKE), Optional.empty()));
        } catch (ClientException | IllegalArgumentException refused) {
            return Optional.of(withdraw(source, String.valueOf(refused.getMessage())));
        }
    }

    /** @throws IllegalArgumentException where no statement can say the guard, or its functions are not the source's */
    private void guard(Work work) {
        Securable source = work.source();
        if (source == null || !(source.definition() instanceof GuardedTable guard) || guarded.contains(work)) {
            return;
        }
        Optional<Securable> copy = left.copy(source);
        if (copy.isPresent()
                && !left.isGuarded(guard, copy.get())
                && !LeftBehind.isGuardedOtherwise(source, copy.get())) {
            if (!guard.canBeSaid()) {
                throw new IllegalArgumentException("a constant is passed to a function that guards it");
            }
            if (!left.isMadeAlike(guard, read::read)) {
                throw new IllegalArgumentException("a function that guards it is not the source's there");
            }
            if (read.read(work.key())
                    .filter(now -> now.id().equals(copy.get().id()))
                    .isPresent()) {
                guard.statements(work.key().name()).forEach(statement -> replica.execute(statement, null));
            }
        }
        guarded.add(work);
    }

    private Copy withdraw(Securable source, String why) {
        String said = "and could not be guarded as the source is (" + why + "): ";
        try {
            Securable there = read.back(source.key());
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
            return new Copy(left.failure(source, said + outcome), Optional.of(read.back(source.key())));
        } catch (ClientException | IllegalArgumentException refused) {
            return new Copy(
                    left.failure(source, said + "its grants could not be withdrawn: " + refused.getMessage()),
                    Optional.empty());
        }
    }
}
