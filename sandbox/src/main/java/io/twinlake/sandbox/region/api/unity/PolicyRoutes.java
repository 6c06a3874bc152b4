package io.twinlake.sandbox.region.api.unity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.GuardCall;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.Policies;
import io.twinlake.sandbox.region.metastore.objects.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Policies over REST. */
final class PolicyRoutes {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE = 100;

    /** What an update may change. */
    private static final Set<String> CHANGEABLE = Set.of("comment", "to_principals", "except_principals", "row_filter");

    private final Metastore metastore;

    PolicyRoutes(Metastore metastore) {
        this.metastore = metastore;
    }

    void register(Routes routes) {
        String all = "/api/2.1/unity-catalog/policies";
        String on = all + "/{type}/{securable}";
        routes.post(all, request -> show(metastore.policies().create(request.caller(), read(request.body()), false)))
                .get(on, this::list)
                .get(on + "/{name}", request -> show(get(request)))
                .patch(on + "/{name}", this::update)
                .delete(on + "/{name}", request -> {
                    metastore.policies().drop(request.caller(), on(request), request.path("name"));
                    return new Fields();
                });
    }

    private Fields list(ApiRequest request) {
        List<Policy> policies =
                metastore.policies().list(request.caller(), on(request), request.flag("include_inherited"));
        return Page.of(
                request,
                "policies",
                policies,
                policy -> policy.on().key() + " " + policy.name(),
                PolicyRoutes::show,
                PAGE);
    }

    private Policy get(ApiRequest request) {
        return metastore.policies().get(request.caller(), on(request), request.path("name"));
    }

    /** The policy as it is, with what of it is to be otherwise. */
    private Fields update(ApiRequest request) {
        ObjectNode changed = JSON.valueToTree(show(get(request)));
        String mask = request.query("update_mask").orElse("*");
        request.body().properties().forEach(field -> {
            boolean named = mask.equals("*") || List.of(mask.split(",", -1)).contains(field.getKey());
            if (named && !field.getValue().equals(changed.get(field.getKey()))) {
                if (!CHANGEABLE.contains(field.getKey())) {
                    throw invalid("'" + field.getKey() + "' of a policy cannot be changed");
                }
                changed.set(field.getKey(), field.getValue());
            }
        });
        return show(metastore.policies().create(request.caller(), read(changed), true));
    }

    private static SecurableRef on(ApiRequest request) {
        return new SecurableRef(SecurableKind.named(request.path("type")), request.path("securable"));
    }

    private static Policy read(JsonNode body) {
        JsonNode filter = body.path("row_filter");
        if (body.hasNonNull("when_condition")
                || body.hasNonNull("column_mask")
                || !body.path("match_columns").isEmpty()) {
            throw Policies.conditional();
        }
        if (!text(body, "policy_type").equals("POLICY_TYPE_ROW_FILTER")
                || !text(body, "for_securable_type").equals("TABLE")) {
            throw invalid("A policy is POLICY_TYPE_ROW_FILTER for_securable_type TABLE here");
        }
        return Policy.wanted(
                text(body, "name"),
                body.hasNonNull("comment") ? body.get("comment").asText() : null,
                new SecurableRef(
                        SecurableKind.named(text(body, "on_securable_type")), text(body, "on_securable_fullname")),
                new GuardCall(TableName.parse(text(filter, "function_name")), arguments(filter.path("using"))),
                texts(body.path("to_principals")),
                texts(body.path("except_principals")));
    }

    private static List<GuardCall.Argument> arguments(JsonNode using) {
        List<GuardCall.Argument> arguments = new ArrayList<>();
        for (JsonNode argument : using) {
            if (!argument.hasNonNull("constant")) {
                throw Policies.conditional();
            }
            arguments.add(new GuardCall.Argument(argument.get("constant").asText(), true));
        }
        return arguments;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String text(JsonNode node, String field) {
        if (node.path(field).asText().isEmpty()) {
            throw invalid("Missing required field: " + field);
        }
        return node.get(field).asText();
    }

    private static CatalogFailure invalid(String message) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, message);
    }

    private static Fields show(Policy policy) {
        Audit audit = policy.header().audit();
        return new Fields()
                .with("id", policy.header().id())
                .with("name", policy.name())
                .with("comment", policy.header().comment())
                .with("on_securable_type", policy.on().kind().name())
                .with("on_securable_fullname", policy.on().fullName())
                .with("for_securable_type", "TABLE")
                .with("policy_type", "POLICY_TYPE_ROW_FILTER")
                .with("to_principals", policy.to())
                .with("except_principals", policy.except())
                .with(
                        "row_filter",
                        new Fields()
                                .with(
                                        "function_name",
                                        policy.filter().function().fullName())
                                .with(
                                        "using",
                                        policy.filter().arguments().stream()
                                                .map(argument -> new Fields().with("constant", argument.text()))
                                                .toList()))
                .with("created_at", audit.createdAt())
                .with("created_by", audit.createdBy())
                .with("updated_at", audit.updatedAt())
                .with("updated_by", audit.updatedBy());
    }
}
