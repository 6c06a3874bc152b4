package io.twinlake.sandbox.region.api.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.AuditFields;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.GrantChanges;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.ShareEntry;
import io.twinlake.sandbox.region.metastore.ShareEntry.SharedObject;
import io.twinlake.sandbox.region.metastore.access.GrantChange;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sharing.Shares;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Shares over REST. */
final class ShareRoutes {

    private static final int PAGE = 100;
    private static final Set<String> KINDS = Set.of("TABLE", "SCHEMA");

    private final Metastore metastore;
    private final Shares shares;

    ShareRoutes(Metastore metastore, Shares shares) {
        this.metastore = metastore;
        this.shares = shares;
    }

    void register(Routes routes) {
        String all = "/api/2.1/unity-catalog/shares";
        String one = all + "/{name}";
        routes.get(all, this::list)
                .post(
                        all,
                        request -> show(
                                shares.create(request.caller(), request.required("name"), request.text("comment")),
                                true))
                .get(
                        one,
                        request -> show(
                                shares.get(request.caller(), request.path("name")),
                                request.flag("include_shared_data")))
                .patch(one, this::update)
                .delete(one, request -> {
                    shares.drop(request.caller(), request.path("name"));
                    return new Fields();
                })
                .get(
                        one + "/permissions",
                        request -> permissions(ref(shares.get(request.caller(), request.path("name")))))
                .patch(one + "/permissions", this::grant);
    }

    private Fields list(ApiRequest request) {
        return Page.of(
                request,
                "shares",
                shares.list(request.caller()),
                ShareEntry::fullName,
                share -> show(share, false),
                PAGE);
    }

    private Fields update(ApiRequest request) {
        String name = request.path("name");
        if (!request.namesOnly("owner") && !request.namesOnly("new_name")) {
            shares.update(request.caller(), name, changes(request));
        }
        if (request.has("new_name")) {
            name = shares.rename(request.caller(), name, request.required("new_name"))
                    .fullName();
        }
        SecurableRef share = new SecurableRef(SecurableKind.SHARE, name);
        if (request.has("owner")) {
            metastore.owners().change(request.caller(), share, request.required("owner"));
        }
        return show(metastore.shelves().shares.get(share.fullName()).orElseThrow(), true);
    }

    private List<UnaryOperator<ShareEntry>> changes(ApiRequest request) {
        List<UnaryOperator<ShareEntry>> changes = new ArrayList<>();
        if (request.body().has("comment")) {
            changes.add(share -> share.withHeader(share.header().commented(request.text("comment"))));
        }
        Set<String> named = new HashSet<>();
        for (JsonNode update : request.body().path("updates")) {
            requireOnce(named, update.path("data_object"));
            changes.add(change(request, update.path("action").asText(), update.path("data_object")));
        }
        return changes;
    }

    private static void requireOnce(Set<String> named, JsonNode object) {
        String name = object.path("name").asText();
        if (!named.add(object.path("data_object_type").asText("TABLE") + " " + name.toLowerCase(Locale.ROOT))) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "Duplicate updates on the same data object '" + name + "' are not allowed in one request.");
        }
    }

    private UnaryOperator<ShareEntry> change(ApiRequest request, String action, JsonNode object) {
        return switch (action) {
            case "ADD" -> shares.adding(request.caller(), request.path("name"), object(object));
            case "REMOVE" -> shares.removing(object.path("name").asText());
            case "UPDATE" -> shares.changing(request.caller(), request.path("name"), object(object));
            default ->
                throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Invalid share update action: " + action);
        };
    }

    private static SharedObject object(JsonNode object) {
        String type = object.path("data_object_type").asText("TABLE");
        if (!KINDS.contains(type)) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE, "Objects of type " + type + " cannot be shared here");
        }
        String history =
                object.path("history_data_sharing_status").asText(type.equals("SCHEMA") ? "ENABLED" : "DISABLED");
        String sharedAs =
                object.path("shared_as").asText(object.path("string_shared_as").asText(""));
        if (sharedAs.isEmpty() && (object.has("shared_as") || object.has("string_shared_as"))) {
            throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "shared_as must not be empty");
        }
        return new SharedObject(
                object.path("name").asText(),
                type,
                sharedAs,
                history.equals("ENABLED"),
                object.hasNonNull("start_version") ? object.get("start_version").asLong() : null,
                object.hasNonNull("comment") ? object.get("comment").asText() : null,
                0,
                "");
    }

    private Fields grant(ApiRequest request) {
        SecurableRef share = ref(shares.get(request.caller(), request.path("name")));
        List<GrantChange> changes = GrantChanges.of(request);
        metastore.access().requireGrants(request.caller(), share, changes);
        metastore.grants().change(share, changes);
        return permissions(share);
    }

    private Fields permissions(SecurableRef share) {
        List<Fields> assignments = metastore.grants().direct(share).entrySet().stream()
                .map(grant -> new Fields()
                        .with("principal", grant.getKey())
                        .with("privileges", List.copyOf(grant.getValue())))
                .toList();
        return new Fields().with("privilege_assignments", assignments);
    }

    private static SecurableRef ref(ShareEntry share) {
        return new SecurableRef(SecurableKind.SHARE, share.fullName());
    }

    private Fields show(ShareEntry share, boolean withObjects) {
        Fields fields = new Fields()
                .with("name", share.fullName())
                .with("id", share.header().id());
        if (withObjects) {
            fields.with(
                    "objects",
                    share.objects().stream().map(object -> show(share, object)).toList());
        }
        return AuditFields.add(fields, share.header());
    }

    private Fields show(ShareEntry share, SharedObject object) {
        return new Fields()
                .with("name", object.name())
                .with("data_object_type", object.type())
                .with("shared_as", object.sharedAs())
                .with("comment", object.comment())
                .with("history_data_sharing_status", object.history() ? "ENABLED" : "DISABLED")
                .with("cdf_enabled", object.history())
                .with("start_version", object.startVersion())
                .with("status", shares.isReadable(share, object) ? "ACTIVE" : "PERMISSION_DENIED")
                .with("added_at", object.addedAt())
                .with("added_by", object.addedBy());
    }
}
