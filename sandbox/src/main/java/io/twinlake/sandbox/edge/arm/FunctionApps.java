package io.twinlake.sandbox.edge.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.twinlake.sandbox.edge.EdgeSpec.FunctionApp;
import io.twinlake.sandbox.edge.function.AppSettings;
import io.twinlake.sandbox.edge.function.FunctionPlan;
import io.twinlake.sandbox.edge.function.HostRestarts;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Function apps: where they run, their settings as a whole, and the restart that follows each change of them. */
final class FunctionApps {

    private static final String SITE = "/providers/Microsoft.Web/sites/";

    private final String groupId;
    private final Map<String, FunctionApp> apps;
    private final AppSettings settings;
    private final HostRestarts restarts;

    FunctionApps(String groupId, Collection<FunctionApp> apps, AppSettings settings, HostRestarts restarts) {
        this.groupId = groupId;
        this.apps = apps.stream().collect(Collectors.toMap(each -> each.name().toLowerCase(Locale.ROOT), each -> each));
        this.settings = settings;
        this.restarts = restarts;
    }

    void mount(RoutesConfig routes, String group) {
        String one = group + SITE + "{site}";
        routes.get(group + "/providers/Microsoft.Web/sites", this::list);
        routes.get(one, context -> ArmAnswer.write(context, 200, resource(app(context))));
        routes.post(one + "/restart", context -> restarts.request(app(context)));
        routes.post(one + "/config/appsettings/list", context -> answer(context, app(context)));
        routes.put(one + "/config/appsettings", this::replace);
    }

    private void list(Context context) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var value = body.putArray("value");
        apps.values().forEach(each -> value.add(resource(each)));
        ArmAnswer.write(context, 200, body);
    }

    private void replace(Context context) {
        FunctionApp app = app(context);
        Map<String, String> all = new TreeMap<>();
        ArmAnswer.properties(context)
                .properties()
                .forEach(each -> all.put(each.getKey(), each.getValue().asText()));
        AppSettings.Revision written = settings.replace(app.name(), all);
        restarts.request(app, written.number());
        if ("1".equals(all.get(FunctionPlan.SYNC_SETTING)) && !restarts.await(app, written.number())) {
            throw new ArmFailure(
                    504,
                    "GatewayTimeout",
                    "The change of the settings of " + app.name() + " was not applied to all instances in time.");
        }
        answer(context, app);
    }

    private void answer(Context context, FunctionApp app) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", id(app) + "/config/appsettings")
                .put("name", "appsettings")
                .put("type", "Microsoft.Web/sites/config")
                .put("location", app.region());
        ObjectNode properties = body.putObject("properties");
        settings.of(app.name()).values().forEach(properties::put);
        ArmAnswer.write(context, 200, body);
    }

    private FunctionApp app(Context context) {
        String name = context.pathParam("site");
        FunctionApp app = apps.get(name.toLowerCase(Locale.ROOT));
        if (app == null) {
            throw ArmFailure.noResource("Microsoft.Web/sites/" + name, groupId.substring(groupId.lastIndexOf('/') + 1));
        }
        return app;
    }

    private ObjectNode resource(FunctionApp app) {
        String host = app.url().replaceFirst("^https?://", "");
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", id(app))
                .put("name", app.name())
                .put("type", "Microsoft.Web/sites")
                .put("kind", "functionapp,linux")
                .put("location", app.region());
        ObjectNode properties = body.putObject("properties")
                .put("state", "Running")
                .put("enabled", true)
                .put("availabilityState", "Normal")
                .put("defaultHostName", host);
        properties.putArray("hostNames").add(host);
        properties.putArray("enabledHostNames").add(host);
        return body;
    }

    private String id(FunctionApp app) {
        return groupId + SITE + app.name();
    }
}
