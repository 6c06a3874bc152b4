package io.twinlake.sandbox.region.api.identity;

import io.javalin.http.Context;
import io.twinlake.sandbox.region.RegionSpec;
import io.twinlake.sandbox.region.api.AccessTokens;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.Principals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** OAuth by client credentials, the documents by which clients find it, and the principals over SCIM. */
public final class IdentityApi {

    /** Groups of the workspace itself: nothing in Unity Catalog can be granted to them or be theirs. */
    private static final String USERS = "users";

    private static final String ADMINS = "admins";

    private final RegionSpec spec;
    private final Principals principals;
    private final AccessTokens tokens;

    public IdentityApi(RegionSpec spec, Principals principals, AccessTokens tokens) {
        this.spec = spec;
        this.principals = principals;
        this.tokens = tokens;
    }

    public void register(Routes routes) {
        routes.open("/.well-known/databricks-config", this::configuration)
                .open("/oidc/.well-known/oauth-authorization-server", this::discovery)
                .openPost("/oidc/v1/token", this::token)
                .get("/api/2.0/preview/scim/v2/Me", request -> member(request.caller()))
                .get("/api/2.0/preview/scim/v2/Users", request -> list(request, users()))
                .get("/api/2.0/preview/scim/v2/ServicePrincipals", request -> list(request, servicePrincipals()))
                .get("/api/2.0/preview/scim/v2/Groups", request -> list(request, groups()))
                .delete("/api/2.0/accounts/{account}/scim/v2/Users/{id}", request -> delete(request, userNames()))
                .delete(
                        "/api/2.0/accounts/{account}/scim/v2/ServicePrincipals/{id}",
                        request -> delete(request, clientIds()))
                .delete(
                        "/api/2.0/accounts/{account}/scim/v2/Groups/{id}",
                        request -> delete(request, principals.groupNames().stream()));
    }

    private Object configuration(Context context) {
        return new Fields()
                .with("oidc_endpoint", base(context) + "/oidc")
                .with("workspace_id", spec.workspaceId())
                .with("cloud", "Azure");
    }

    private Object discovery(Context context) {
        String base = base(context) + "/oidc";
        return new Fields()
                .with("issuer", base)
                .with("authorization_endpoint", base + "/v1/authorize")
                .with("token_endpoint", base + "/v1/token")
                .with("grant_types_supported", List.of("client_credentials"))
                .with("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
    }

    private static String base(Context context) {
        return "http://" + context.host();
    }

    private Object token(Context context) {
        if (!"client_credentials".equals(context.formParam("grant_type"))) {
            context.status(400);
            return new Fields().with("error", "unsupported_grant_type");
        }
        Optional<RegionSpec.Client> client = client(context);
        if (client.isEmpty()) {
            context.status(401);
            return new Fields()
                    .with("error", "invalid_client")
                    .with("error_description", "Client authentication failed");
        }
        return new Fields()
                .with("access_token", tokens.issue(client.get().clientId()))
                .with("token_type", "Bearer")
                .with("scope", "all-apis")
                .with("expires_in", AccessTokens.LIFETIME.toSeconds());
    }

    private Optional<RegionSpec.Client> client(Context context) {
        String id = context.formParam("client_id");
        String secret = context.formParam("client_secret");
        String header = context.header("Authorization");
        if (header != null && header.startsWith("Basic ")) {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            id = colon < 0 ? pair : pair.substring(0, colon);
            secret = colon < 0 ? "" : pair.substring(colon + 1);
        }
        return known(String.valueOf(id), String.valueOf(secret));
    }

    private Optional<RegionSpec.Client> known(String id, String secret) {
        return spec.clients().stream()
                .filter(client -> client.clientId().equals(id))
                .filter(client -> MessageDigest.isEqual(
                        client.secret().getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8)))
                .findFirst();
    }

    /** The account is the root's alone. */
    private Object delete(ApiRequest request, Stream<String> among) {
        if (!request.caller().isRoot()) {
            throw new CatalogFailure(ErrorKind.PERMISSION_DENIED, "Only account admins delete principals.");
        }
        principals.delete(among.filter(name -> id(name).equals(request.path("id")))
                .findFirst()
                .orElseThrow(() -> new CatalogFailure(
                        ErrorKind.RESOURCE_DOES_NOT_EXIST, "There is no principal " + request.path("id") + ".")));
        return new Fields();
    }

    private Fields member(Caller caller) {
        List<String> local = caller.isWorkspaceAdmin() ? List.of(USERS, ADMINS) : List.of(USERS);
        return member(caller.principal())
                .with(
                        "groups",
                        Stream.concat(caller.groups().stream(), local.stream())
                                .map(group ->
                                        new Fields().with("display", group).with("value", id(group)))
                                .toList());
    }

    private Fields member(String principal) {
        return new Fields()
                .with("id", id(principal))
                .with("userName", principal)
                .with("applicationId", isClient(principal) ? principal : null)
                .with("displayName", principals.displayName(principal))
                .with("active", true);
    }

    private List<Fields> users() {
        return userNames().map(this::member).toList();
    }

    private Stream<String> userNames() {
        return principals.memberNames().stream().filter(name -> !isClient(name));
    }

    private List<Fields> servicePrincipals() {
        return clientIds().map(this::member).toList();
    }

    private Stream<String> clientIds() {
        return principals.memberNames().stream().filter(this::isClient);
    }

    private List<Fields> groups() {
        return Stream.concat(
                        principals.groupNames().stream().map(name -> group(name, "Group")),
                        Stream.of(USERS, ADMINS).map(name -> group(name, "WorkspaceGroup")))
                .toList();
    }

    private static Fields group(String name, String type) {
        return new Fields()
                .with("id", id(name))
                .with("displayName", name)
                .with("meta", new Fields().with("resourceType", type));
    }

    private boolean isClient(String principal) {
        return spec.clients().stream().anyMatch(client -> client.clientId().equals(principal));
    }

    /** A SCIM list: {@code startIndex} counts from 1. */
    private static Fields list(ApiRequest request, List<Fields> all) {
        int start =
                Math.max(1, request.query("startIndex").map(Integer::parseInt).orElse(1));
        int count = request.query("count").map(Integer::parseInt).orElse(100);
        List<Fields> page = all.stream().skip(start - 1L).limit(count).toList();
        return new Fields()
                .with("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:ListResponse"))
                .with("totalResults", all.size())
                .with("startIndex", start)
                .with("itemsPerPage", page.size())
                .with("Resources", page);
    }

    private static String id(String name) {
        return Long.toString(Principals.id(name));
    }
}
