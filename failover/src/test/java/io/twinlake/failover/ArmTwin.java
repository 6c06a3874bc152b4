package io.twinlake.failover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.azure.AppSettings;
import io.twinlake.clients.azure.ArmResource;
import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.azure.PermittedActions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An Azure in which every resource and every app exists, with one property or setting of somebody else's. */
final class ArmTwin implements ArmResources {
    static final String NOT_OURS = "somebodyElses";

    private final Map<String, ObjectNode> properties = new HashMap<>();
    private final Map<String, AppSettings> settings = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private int states = 1;

    @Override
    public ArmResource get(String id) {
        asked.add(id);
        return new ArmResource(id, propertiesOf(id).deepCopy(), "\"" + states + "\"");
    }

    @Override
    public PermittedActions permittedActions(String id) {
        throw new UnsupportedOperationException("a switch finds out by its calls what it may do");
    }

    @Override
    public void change(String id, @Nullable String etag, ObjectNode changed) {
        if (!Objects.equals(etag, get(id).etag())) {
            throw new ClientException(
                    FailureCategory.CONFLICT, "change", id, "PreconditionFailed", "Could not change it", null);
        }
        properties.put(id, propertiesOf(id).deepCopy().setAll(changed));
        states++;
    }

    @Override
    public AppSettings appSettings(String site) {
        asked.add(site);
        return settings.computeIfAbsent(site, any -> new AppSettings(Map.of(NOT_OURS, "kept")));
    }

    @Override
    public void replaceAppSettings(String site, AppSettings all) {
        settings.put(site, all);
    }

    /** The resources and apps that were read so far. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** Whether something was written, and whatever is not ours is as it was. */
    boolean keptWhatIsNotOurs() {
        boolean written = !properties.isEmpty() || !settings.isEmpty();
        return written
                && properties.values().stream()
                        .allMatch(each -> each.path(NOT_OURS).asText().equals("kept"))
                && settings.values().stream()
                        .allMatch(each -> "kept".equals(each.values().get(NOT_OURS)));
    }

    private ObjectNode propertiesOf(String id) {
        return properties.getOrDefault(id, JsonNodeFactory.instance.objectNode().put(NOT_OURS, "kept"));
    }
}
