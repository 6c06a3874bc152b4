package io.twinlake.sandbox.edge.arm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.twinlake.sandbox.edge.EdgeSpec;
import io.twinlake.sandbox.edge.entra.Tokens;
import io.twinlake.sandbox.edge.function.AppSettings;
import io.twinlake.sandbox.edge.function.HostRestarts;
import io.twinlake.sandbox.edge.gateway.Deployments;
import io.twinlake.sandbox.store.DocumentFile;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** All that answers below {@code /subscriptions}: authentication, limits and errors around the providers. */
public final class ResourceManager {

    private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
    private static final String SERVICE = GROUP + "/providers/Microsoft.ApiManagement/service/{service}";

    private static final String PRINCIPAL = "principal";

    private final ResourceScope scope;
    private final Caller caller;
    private final Throttle throttle;
    private final Backends backends;
    private final NamedValues namedValues;
    private final FunctionApps apps;

    public ResourceManager(
            EdgeSpec spec,
            DocumentFile file,
            Tokens tokens,
            Deployments deployments,
            AppSettings settings,
            HostRestarts restarts,
            Clock clock) {
        this.scope = new ResourceScope(spec);
        this.caller = new Caller(
                tokens,
                spec.clients().stream().collect(Collectors.toMap(EdgeSpec.Client::clientId, EdgeSpec.Client::role)),
                clock);
        this.throttle = new Throttle(clock);
        this.backends = new Backends(new Entities(file, scope.serviceId(), "backends", "Backend"), deployments);
        this.namedValues = new NamedValues(
                new Entities(file, scope.serviceId(), "namedValues", "NamedValue"),
                deployments,
                clock,
                Duration.ofMillis(spec.apiManagement().namedValueMs()));
        this.apps = new FunctionApps(scope.groupId(), spec.functionApps(), settings, restarts);
        JsonMapper json = new JsonMapper();
        spec.apiManagement()
                .backends()
                .forEach((name, properties) -> backends.seed(name, json.convertValue(properties, ObjectNode.class)));
    }

    public void mount(RoutesConfig routes) {
        routes.exception(
                ArmFailure.class,
                (failure, context) -> ArmAnswer.write(
                        context,
                        failure.status(),
                        ArmAnswer.error(failure.code(), String.valueOf(failure.getMessage()))));
        routes.before("/subscriptions/*", this::admit);
        routes.get(GROUP, context -> ArmAnswer.write(context, 200, scope.group()));
        routes.get(SERVICE, context -> ArmAnswer.write(context, 200, scope.service()));
        backends.mount(routes, SERVICE);
        namedValues.mount(routes, SERVICE);
        apps.mount(routes, GROUP);
        routes.get(
                "/subscriptions/<scope>/providers/Microsoft.Authorization/permissions",
                context -> ArmAnswer.write(context, 200, caller.permissions(context.attribute(PRINCIPAL))));
        for (HandlerType method :
                List.of(HandlerType.GET, HandlerType.PUT, HandlerType.PATCH, HandlerType.POST, HandlerType.DELETE)) {
            routes.addHttpHandler(method, "/subscriptions/*", ResourceManager::unknown);
        }
    }

    /** Runs before every request: who, how often, which API version, and whether the scope exists. */
    private void admit(Context context) {
        context.header("x-ms-request-id", UUID.randomUUID().toString());
        String principal = caller.admit(context);
        context.attribute(PRINCIPAL, principal);
        throttle.admit(context, principal);
        if (context.queryParam("api-version") == null) {
            throw new ArmFailure(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        scope.require(context.path());
    }

    private static void unknown(Context context) {
        throw new ArmFailure(
                404,
                "InvalidResourceType",
                "The resource type of '" + context.path() + "' could not be found for this API version.");
    }
}
