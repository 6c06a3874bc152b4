package io.twinlake.sandbox.region.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.metastore.access.GrantChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code changes}, the body in which privileges are given and taken. */
public final class GrantChanges {

    private GrantChanges() {}

    public static List<GrantChange> of(ApiRequest request) {
        List<GrantChange> changes = new ArrayList<>();
        for (JsonNode change : request.body().path("changes")) {
            changes.add(new GrantChange(
                    change.path("principal").asText(), texts(change.path("add")), texts(change.path("remove"))));
        }
        return changes;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
