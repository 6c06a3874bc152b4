package io.twinlake.failover.epoch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.twinlake.config.GroupName;
import io.twinlake.config.RegionName;
import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.ledger.epoch.EpochState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The witness's JSON, which a person may read as well. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WitnessText(
        String group,
        long epoch,
        String effectivePrimary,
        String since,
        String owner,
        String reason,
        @Nullable String holder,
        @Nullable String heldSince,
        @Nullable String heldAs) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static String write(WitnessState state) {
        EpochState epoch = state.epoch();
        WitnessText text = new WitnessText(
                epoch.group().value(),
                epoch.epoch().number(),
                epoch.effectivePrimary().value(),
                epoch.since().toString(),
                state.epoch().owner(),
                state.reason(),
                state.holder().map(WitnessState.Holder::name).orElse(null),
                state.holder().map(holder -> holder.since().toString()).orElse(null),
                state.holder().map(WitnessState.Holder::lease).orElse(null));
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }

    /** @throws EpochUnproven where the text is none of ours */
    static WitnessState read(GroupName group, String json, String etag) {
        try {
            WitnessText text = JSON.readValue(json, WitnessText.class);
            if (!text.group().equals(group.value())) {
                throw new EpochUnproven("The witness of group " + group + " speaks of group " + text.group() + ".");
            }
            return text.state(etag);
        } catch (JsonProcessingException | RuntimeException e) {
            throw e instanceof EpochUnproven unproven
                    ? unproven
                    : new EpochUnproven("The witness of group " + group + " cannot be understood.", e);
        }
    }

    private WitnessState state(String etag) {
        EpochState state = new EpochState(
                new GroupName(group), new Epoch(epoch), new RegionName(effectivePrimary), Instant.parse(since), owner);
        Optional<WitnessState.Holder> taken = holder == null || heldSince == null || heldAs == null
                ? Optional.empty()
                : Optional.of(new WitnessState.Holder(holder, Instant.parse(heldSince), heldAs));
        return new WitnessState(state, reason, taken, etag);
    }
}
