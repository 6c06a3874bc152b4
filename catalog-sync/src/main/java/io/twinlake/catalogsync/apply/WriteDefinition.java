package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.access.AlignAccess;
import io.twinlake.catalogsync.access.TakeOwner;
import io.twinlake.catalogsync.change.Differences;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.SecurableKind;
import java.util.Map;
import java.util.Optional;

/** Gives an object without rows the definition that it is to have: by REST, or by the statement that leaves most of it standing. */
final class WriteDefinition {
    private final GuardedWorkspace replica;
    private final ReadSecurable read;
    private final WriteContainer containers;
    private final TakeOwner take;
    private final AlignAccess access;
    private final LookAgain look;

    WriteDefinition(
            GuardedWorkspace replica,
            ReadSecurable read,
            WriteContainer containers,
            TakeOwner take,
            AlignAccess access,
            LookAgain look) {
        this.replica = replica;
        this.read = read;
        this.containers = containers;
        this.take = take;
        this.access = access;
        this.look = look;
    }

    /**
     * Writes what differs.
     *
     * @param marker what an object is marked with that is not the source of the other direction
     */
    void write(Work work, Securable wanted, Optional<Marker> marker, Writing writing) {
        Map<String, String> marks = marker.map(Marker::properties).orElse(Map.of());
        if (work.replica() != null && !isTold(wanted, work.replica())) {
            return;
        }
        boolean stays = work.replica() != null
                && wanted.definition().replaces(work.replica().definition());
        Creation creation = wanted.definition().creation(wanted, marks, stays);
        if (creation instanceof Creation.ByRest rest) {
            containers.write(work, wanted, rest, marker, writing.makers());
        } else if (creation instanceof Creation.ByStatement statement) {
            if (differs(work, wanted)) {
                write(statement, work, wanted, stays, writing);
            }
        } else {
            throw new IllegalStateException(wanted.key() + " has no rows to be cloned");
        }
    }

    /** What stands keeps its grants under its new text, so those that the source has no more go first. */
    private void write(Creation.ByStatement statement, Work work, Securable wanted, boolean stays, Writing writing) {
        Securable there = work.replica();
        if (there == null) {
            execute(statement, work, wanted, writing);
        } else if (!stays) {
            remake(statement, work, there, wanted, writing);
        } else {
            access.withdraw(wanted, there);
            if (!isAltered(statement, work, wanted)) {
                execute(statement, work, wanted, writing);
            }
        }
    }

    /** Whether a view has become what it is to be by an alteration: replaced, it would lose its id and its grants. */
    private boolean isAltered(Creation.ByStatement statement, Work work, Securable wanted) {
        Securable there = work.replica();
        if (there == null || there.kind() != SecurableKind.VIEW) {
            return false;
        }
        take.ensure(there);
        boolean ofText = Differences.ofDefinition(wanted, there).stream()
                .noneMatch(field ->
                        field.name().equals("comment") || field.name().equals("schemaMode") || field.isOfProperty());
        if (!ofText || statement.alteration().isEmpty()) {
            return false;
        }
        replica.execute(statement.alteration().get(), statement.schema());
        return Differences.ofDefinition(wanted, read.back(wanted.key())).isEmpty();
    }

    /** A refusal is known only once the former one is gone, so that is made again. */
    private void remake(Creation.ByStatement statement, Work work, Securable there, Securable wanted, Writing writing) {
        drop(work, there);
        try {
            execute(statement, work, wanted, writing);
        } catch (ClientException refused) {
            if (refused.effect() == Effect.NONE) {
                throw new Hindered.Restored(Failures.of(refused), restore(there, refused));
            }
            throw refused;
        }
    }

    private Securable restore(Securable former, ClientException refused) {
        try {
            if (former.definition().creation(former, Map.of(), false) instanceof Creation.ByStatement creation) {
                replica.execute(creation.sql(), creation.schema());
            }
            access.align(former, read.back(former.key()));
            return read.back(former.key());
        } catch (ClientException lost) {
            throw new ClientException(
                    refused.category(),
                    Effect.UNKNOWN,
                    refused.operation(),
                    refused.object(),
                    refused.platformCode(),
                    refused.getMessage() + "; it was dropped for that, and could not be made again as it was: "
                            + lost.getMessage(),
                    lost);
        }
    }

    /** What the platform does not replace. Cut off behind it, the object is absent and its intent open: the next run makes it. */
    private void drop(Work work, Securable there) {
        look.obstacle(work).ifPresent(changed -> {
            throw new Hindered.ChangedMeanwhile(changed);
        });
        replica.delete(there.kind(), there.name());
    }

    /** A conflict is resolved by looking: what stands there as wanted, with our marker where it can bear one, is what we asked for. */
    private void execute(Creation.ByStatement statement, Work work, Securable wanted, Writing writing) {
        try {
            replica.execute(statement.sql(), statement.schema());
        } catch (ClientException failure) {
            Optional<Securable> there =
                    failure.category() == FailureCategory.CONFLICT ? read.read(wanted.key()) : Optional.empty();
            if (there.isEmpty()) {
                throw failure;
            }
            boolean marked =
                    !wanted.kind().bearsMarker() || there.get().bears(writing.marker(wanted), writing.makers());
            boolean ours = marked
                    && there.get().definition().isTold()
                    && Differences.ofDefinition(wanted, there.get()).isEmpty();
            if (!ours) {
                throw new Hindered.ChangedMeanwhile(LookAgain.appeared(wanted.key()));
            }
        }
    }

    private static boolean isTold(Securable wanted, Securable replica) {
        return wanted.definition().isTold() && replica.definition().isTold();
    }

    private static boolean differs(Work work, Securable wanted) {
        return work.replica() == null
                || !Differences.ofDefinition(wanted, work.replica()).isEmpty();
    }
}
