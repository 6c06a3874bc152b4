package io.twinlake.catalogsync.access;

import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.TagsNow;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Tags;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.databricks.EntityTags.Entity;
import io.twinlake.ledger.state.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the tags on a replica and its columns what they are to be, where both sides know theirs; a clone and a replaced view come without. */
public final class AlignTags {
    private final GuardedWorkspace replica;
    private final TagsNow read;

    public AlignTags(GuardedWorkspace replica) {
        this.replica = replica;
        this.read = new TagsNow(replica.reading().catalog().tags());
    }

    /**
     * What came of it.
     *
     * @param now the replica's tags; null where either side's are unknown
     * @param failed why a tag is not as it is to be
     * @param isAnothers whether somebody else has set one since the plan, so that nothing was done
     */
    public record Aligned(@Nullable Tags now, List<Failure> failed, boolean isAnothers) {
        private static Aligned of(@Nullable Tags now) {
            return new Aligned(now, List.of(), false);
        }
    }

    /**
     * Assigns, changes and removes what differs.
     *
     * @throws ClientException where a change may have been made or not
     */
    public Aligned align(Work work, Securable wanted) {
        Tags to = wanted.tags();
        Tags planned = work.replica() == null ? Tags.NONE : work.replica().tags();
        if (to == null || planned == null) {
            return Aligned.of(null);
        }
        Set<String> places = to.placesWith(planned);
        if (places.isEmpty() || (to.equals(planned) && !work.change().type().makesAnew())) {
            return Aligned.of(planned);
        }
        Tags from = read.of(work.key(), places);
        if (!from.isAmong(planned, to)) {
            return new Aligned(from, List.of(), true);
        }
        if (from.equals(to)) {
            return Aligned.of(from);
        }
        List<Failure> failed = new ArrayList<>();
        places.forEach(place -> align(work.key(), place, from.at(place), to.at(place), failed));
        return new Aligned(read.of(work.key(), places), failed, false);
    }

    private void align(
            SecurableKey key, String place, Map<String, String> from, Map<String, String> to, List<Failure> failed) {
        Entity entity = TagsNow.entity(key, place);
        from.keySet().stream()
                .filter(tag -> !to.containsKey(tag))
                .forEach(tag -> attempt(failed, () -> replica.tagsToWrite().remove(entity, tag)));
        to.forEach((tag, value) -> {
            if (!from.containsKey(tag)) {
                attempt(failed, () -> replica.tagsToWrite().assign(entity, tag, value));
            } else if (!value.equals(from.get(tag))) {
                attempt(failed, () -> replica.tagsToWrite().change(entity, tag, value));
            }
        });
    }

    private static void attempt(List<Failure> failed, Runnable change) {
        try {
            change.run();
        } catch (ClientException refused) {
            if (refused.effect() == Effect.UNKNOWN) {
                throw refused;
            }
            failed.add(Failures.of(refused));
        }
    }
}
