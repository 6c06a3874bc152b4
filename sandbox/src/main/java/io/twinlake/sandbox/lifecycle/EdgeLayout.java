package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.edge.EdgeSpec;
import io.twinlake.sandbox.edge.function.LookupFunction;
import io.twinlake.sandbox.edge.gateway.SubscriptionKeys;
import io.twinlake.sandbox.process.Ports;
import java.util.Map;

/**
 * The edge of a sandbox: Azure Resource Manager, the API gateway and what hosts the Functions.
 *
 * @param clientId the service principal that Twinlake is in Azure; a contributor of the resource group
 * @param functionClientId the service principal that the Functions are in every workspace
 * @param platformKey the secret between the edge and the Functions' hosts
 * @param subscriptionKey what clients of the API gateway must send
 * @param functionKey a host key of both Functions alike: what the gateway sends is right wherever it sends it
 */
public record EdgeLayout(
        EdgeSpec.Ports ports,
        String subscription,
        String tenant,
        String clientId,
        String clientSecret,
        String functionClientId,
        String functionSecret,
        String platformKey,
        String subscriptionKey,
        String functionKey,
        String storeSecret,
        String ledgerKey) {

    /** Where API Management has its management plane: outside the region that may have to be abandoned. */
    static final String LOCATION = "northeurope";

    private static final String RESOURCE_GROUP = "lakehouse";
    private static final String GATEWAY = "customers-gateway";
    private static final String BACKEND = "customers";

    static EdgeLayout draw(Ports ports, Secrets secrets) {
        return new EdgeLayout(
                new EdgeSpec.Ports(ports.next(), ports.next(), ports.next(), ports.next(), ports.next()),
                secrets.uuid(),
                secrets.uuid(),
                secrets.uuid(),
                secrets.text(),
                secrets.uuid(),
                "dose" + secrets.text(),
                secrets.text(),
                secrets.text(),
                secrets.text(),
                secrets.accountKey(),
                secrets.accountKey());
    }

    /** Azure Resource Manager's address, and the authority's. */
    public String arm() {
        return "https://localhost:" + ports.arm();
    }

    /** The address under which the API is called. */
    public String gateway() {
        return "http://127.0.0.1:" + ports.gateway();
    }

    /** What a client of the gateway must send, by header. */
    public Map<String, String> headers() {
        return Map.of(SubscriptionKeys.HEADER, subscriptionKey);
    }

    /** What must be sent to a Function itself, by header. */
    public Map<String, String> functionHeaders() {
        return Map.of(LookupFunction.KEY_HEADER, functionKey);
    }

    /** Where the hosts of the Functions read their settings. */
    String platform() {
        return "http://127.0.0.1:" + ports.platform();
    }

    /** The resource id of a region's Function app. */
    String functionId(RegionLayout region) {
        return group() + "/providers/Microsoft.Web/sites/" + region.functionApp();
    }

    /** The resource id of the API's backend. */
    String backendId() {
        return group() + "/providers/Microsoft.ApiManagement/service/" + GATEWAY + "/backends/" + BACKEND;
    }

    EdgeSpec.ResourceGroup resourceGroup() {
        return new EdgeSpec.ResourceGroup(RESOURCE_GROUP, LOCATION);
    }

    String gatewayName() {
        return GATEWAY;
    }

    String backend() {
        return BACKEND;
    }

    private String group() {
        return "/subscriptions/" + subscription + "/resourceGroups/" + RESOURCE_GROUP;
    }
}
