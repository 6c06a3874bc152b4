package io.twinlake.sandbox.edge.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.edge.EdgeSpec;

/** The one subscription, resource group and API Management service that there are here. */
record ResourceScope(EdgeSpec spec) {

    String groupId() {
        return "/subscriptions/" + spec.subscription() + "/resourceGroups/"
                + spec.resourceGroup().name();
    }

    String serviceId() {
        return groupId() + "/providers/Microsoft.ApiManagement/service/"
                + spec.apiManagement().name();
    }

    /** Refuses a path into another subscription, group or service. */
    void require(String path) {
        String[] segments = path.split("/", -1);
        if (segments.length > 2 && !segments[2].equalsIgnoreCase(spec.subscription())) {
            throw new ArmFailure(
                    404, "SubscriptionNotFound", "The subscription '" + segments[2] + "' could not be found.");
        }
        String group = spec.resourceGroup().name();
        if (segments.length > 4 && !segments[4].equalsIgnoreCase(group)) {
            throw new ArmFailure(
                    404, "ResourceGroupNotFound", "Resource group '" + segments[4] + "' could not be found.");
        }
        boolean otherService = segments.length > 8
                && segments[6].equalsIgnoreCase("Microsoft.ApiManagement")
                && !segments[8].equalsIgnoreCase(spec.apiManagement().name());
        if (otherService) {
            throw ArmFailure.noResource("Microsoft.ApiManagement/service/" + segments[8], group);
        }
    }

    ObjectNode group() {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", groupId())
                .put("name", spec.resourceGroup().name())
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", spec.resourceGroup().location());
        body.putObject("properties").put("provisioningState", "Succeeded");
        return body;
    }

    ObjectNode service() {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", serviceId())
                .put("name", spec.apiManagement().name())
                .put("type", "Microsoft.ApiManagement/service")
                .put("location", spec.apiManagement().location());
        body.putObject("sku").put("name", "Premium").put("capacity", 1);
        body.putObject("properties").put("provisioningState", "Succeeded").putArray("additionalLocations");
        return body;
    }
}
