package io.twinlake.failover.epoch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Epoch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The witness's JSON, which a person may read as well: who serves and who took the lease last, in one flat object. */
final class WitnessText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private WitnessText() {}

    static String write(WitnessState state) {
        ObjectNode text = JSON.valueToTree(Serving.of(state));
        state.holder().ifPresent(holder -> text.setAll(JSON.<ObjectNode>valueToTree(Holding.of(holder))));
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }

    /** @throws EpochUnproven where the text is none of ours */
    static WitnessState read(GroupName group, String json, String etag) {
        try {
            ObjectNode text = JSON.readValue(json, ObjectNode.class);
            Holding holding = JSON.treeToValue(Holding.takenOutOf(text), Holding.class);
            Serving serving = JSON.treeToValue(text, Serving.class);
            if (!serving.group().equals(group.value())) {
                throw new EpochUnproven("The witness of group " + group + " speaks of group " + serving.group() + ".");
            }
            return new WitnessState(serving.state(), serving.reason(), holding.whole(), etag);
        } catch (JsonProcessingException | RuntimeException e) {
            throw e instanceof EpochUnproven unproven
                    ? unproven
                    : new EpochUnproven("The witness of group " + group + " cannot be understood.", e);
        }
    }

    private record Serving(
            String group, long epoch, String effectivePrimary, String since, String owner, String reason) {
        static Serving of(WitnessState state) {
            EpochState epoch = state.epoch();
            return new Serving(
                    epoch.group().value(),
                    epoch.epoch().number(),
                    epoch.effectivePrimary().value(),
                    epoch.since().toString(),
                    epoch.owner(),
                    state.reason());
        }

        EpochState state() {
            return new EpochState(
                    new GroupName(group),
                    new Epoch(epoch),
                    new RegionName(effectivePrimary),
                    Instant.parse(since),
                    owner);
        }
    }

    /** Null throughout where nobody ever took the lease. */
    private record Holding(
            @Nullable String holder,
            @Nullable String heldSince,
            @Nullable String heldAs) {
        private static final List<String> FIELDS = List.of("holder", "heldSince", "heldAs");

        static Holding of(WitnessState.Holder holder) {
            return new Holding(holder.name(), holder.since().toString(), holder.lease());
        }

        static ObjectNode takenOutOf(ObjectNode text) {
            ObjectNode taken = JSON.createObjectNode();
            for (String field : FIELDS) {
                JsonNode value = text.remove(field);
                if (value != null) {
                    taken.set(field, value);
                }
            }
            return taken;
        }

        Optional<WitnessState.Holder> whole() {
            return holder == null || heldSince == null || heldAs == null
                    ? Optional.empty()
                    : Optional.of(new WitnessState.Holder(holder, Instant.parse(heldSince), heldAs));
        }
    }
}
