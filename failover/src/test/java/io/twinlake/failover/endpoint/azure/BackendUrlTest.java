package io.twinlake.failover.endpoint.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.azure.ArmResource;
import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.LookupProbe;
import io.twinlake.config.primacy.ProofTerms;
import io.twinlake.config.primacy.SwitchTarget.GatewayBackend;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendUrlTest {
    private static final String ID =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/a/backends/b";
    private static final RegionName WEST = new RegionName("west");
    private static final GatewayBackend GATEWAY = new GatewayBackend(
            WEST,
            ID,
            new LookupProbe(
                    URI.create("https://api.example"),
                    Optional.of("/customers/1"),
                    Map.of(),
                    new ProofTerms(5, Duration.ofSeconds(2))),
            Map.of(WEST, URI.create("https://w.example")));

    private final ArmResources azure = mock(ArmResources.class);
    private final BackendUrl backend = new BackendUrl(GATEWAY, Map.of(), azure, mock(LookupEndpoint.class));

    @Test
    void tellsWhichRegionTheBackendPointsAt() {
        found("Single", "\"one\"");

        assertThat(backend.read().servedBy()).contains(WEST);
    }

    @Test
    void refusesABackendWhoseStateHasNoTag() {
        found("Single", null);

        assertThatThrownBy(backend::read)
                .isInstanceOf(ClientException.class)
                .hasMessageContaining(ID)
                .hasMessageContaining("no ETag");
    }

    private void found(String type, String etag) {
        ObjectNode properties = JsonNodeFactory.instance
                .objectNode()
                .put("url", "https://w.example/")
                .put("type", type);
        when(azure.get(ID)).thenReturn(new ArmResource(ID, properties, etag));
    }
}
