package io.twinlake.clients.azure;

import com.azure.core.http.HttpHeaderName;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

final class RestArmResources implements ArmResources {
    private static final String SETTINGS = "/config/appsettings";

    private final ArmCalls calls;
    private final LongRunning longRunning;

    RestArmResources(ArmCalls calls, LongRunning longRunning) {
        this.calls = calls;
        this.longRunning = longRunning;
    }

    @Override
    public ArmResource get(String id) {
        ArmCall call = ArmCall.get(id, "read");
        ArmAnswer answer = calls.send(call);
        return new ArmResource(id, object(call, answer), answer.header(HttpHeaderName.ETAG));
    }

    @Override
    public PermittedActions permittedActions(String id) {
        ArmCall call = ArmCall.permissions(id);
        return PermittedActions.of(object(call, calls.send(call)));
    }

    @Override
    public ArmResource replace(ArmResource read, ObjectNode properties) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("properties", properties);
        ArmCall call = ArmCall.put(read.id(), body, tag(read), "change");
        ArmAnswer answer = calls.send(call);
        longRunning.await(call, answer);
        return answer.status() == 200
                ? new ArmResource(read.id(), object(call, answer), answer.header(HttpHeaderName.ETAG))
                : get(read.id());
    }

    /** Without one, Azure would write over what anybody did since the reading. */
    private static String tag(ArmResource read) {
        @Nullable String etag = read.etag();
        if (etag == null) {
            throw new ClientException(
                    FailureCategory.INVALID,
                    "change",
                    read.id(),
                    null,
                    "Could not change " + read.id()
                            + ": Azure gave no ETag when it was read, so that the change of another"
                            + " hand would be overwritten unseen; change it by hand, or look what removes the header",
                    null);
        }
        return etag;
    }

    @Override
    public AppSettings appSettings(String site) {
        ArmCall call = ArmCall.listing(site, SETTINGS + "/list", "read the app settings of");
        ObjectNode body = object(call, calls.send(call));
        Map<String, String> values = new TreeMap<>();
        body.path("properties")
                .properties()
                .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
        return new AppSettings(values);
    }

    @Override
    public void replaceAppSettings(String site, AppSettings all) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = body.putObject("properties");
        all.values().forEach(properties::put);
        ArmCall call = ArmCall.putSecret(site, SETTINGS, body, "change the app settings of");
        longRunning.await(call, calls.send(call));
    }

    private ObjectNode object(ArmCall call, ArmAnswer answer) {
        ObjectNode body = answer.object();
        if (body == null) {
            throw calls.failure(call, FailureCategory.PROTOCOL, null, "the answer is not the JSON it should be", null);
        }
        return body;
    }
}
