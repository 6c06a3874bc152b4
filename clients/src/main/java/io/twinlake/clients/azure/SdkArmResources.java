package io.twinlake.clients.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourcesClient;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.azure.call.CallData;
import io.twinlake.clients.retry.FailedTry;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Resources by Azure's own client of Resource Manager. What that has no call for, a list by POST and what is permitted, goes through its
 * pipeline.
 */
final class SdkArmResources implements ArmResources {
    private static final String SETTINGS = "/config/appsettings";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpPipeline pipeline;
    private final Supplier<ResourceManager> opening;
    private final String address;
    private final Change change;
    private final Redaction redaction;
    private @Nullable ResourceManager manager;

    /** @param opening asked at the first call that needs it: the SDK takes a fifth of a second to load, and not every command calls Azure */
    SdkArmResources(
            HttpPipeline pipeline,
            Supplier<ResourceManager> opening,
            String address,
            Change change,
            Redaction redaction) {
        this.pipeline = pipeline;
        this.opening = opening;
        this.address = address;
        this.change = change;
        this.redaction = redaction;
    }

    @Override
    public ArmResource get(String id) {
        return called("read", id, () -> {
            Response<GenericResourceInner> answer =
                    resources().getByIdWithResponse(bare(id), ApiVersions.of(id), Context.NONE);
            ObjectNode properties = object(JSON.valueToTree(answer.getValue().properties()));
            return new ArmResource(id, properties, answer.getHeaders().getValue(HttpHeaderName.ETAG));
        });
    }

    @Override
    public PermittedActions permittedActions(String id) {
        return called("read what is permitted on", id, () -> {
            String path = id + "/providers/Microsoft.Authorization/permissions";
            return PermittedActions.of(send(HttpMethod.GET, path, ApiVersions.AUTHORIZATION, Context.NONE));
        });
    }

    @Override
    public void change(String id, @Nullable String etag, ObjectNode properties) {
        if (etag == null) {
            throw withoutTag(id);
        }
        written("change", id, () -> {
            GenericResourceInner changed =
                    new GenericResourceInner().withProperties(JSON.convertValue(properties, Map.class));
            change.await(resources().beginUpdateById(bare(id), ApiVersions.of(id), changed, CallData.onlyOver(etag)));
        });
    }

    /** Azure would write over what anybody did since the reading. */
    private static ClientException withoutTag(String id) {
        return new ClientException(
                FailureCategory.INVALID,
                "change",
                id,
                null,
                "Could not change " + id
                        + ": Azure gave no ETag when it was read, so that the change of another"
                        + " hand would be overwritten unseen; change it by hand, or look what removes the header",
                null);
    }

    @Override
    public AppSettings appSettings(String site) {
        return called("read the app settings of", site, () -> {
            ObjectNode body = send(HttpMethod.POST, site + SETTINGS + "/list", ApiVersions.of(site), CallData.secret());
            Map<String, String> values = new TreeMap<>();
            body.path("properties")
                    .properties()
                    .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
            return new AppSettings(values);
        });
    }

    @Override
    public void replaceAppSettings(String site, AppSettings all) {
        written("change the app settings of", site, () -> {
            GenericResourceInner settings = new GenericResourceInner().withProperties(all.values());
            change.await(resources()
                    .beginCreateOrUpdateById(bare(site + SETTINGS), ApiVersions.of(site), settings, CallData.secret()));
        });
    }

    private synchronized ResourcesClient resources() {
        if (manager == null) {
            manager = opening.get();
        }
        return manager.serviceClient().getResources();
    }

    /** The SDK puts the first slash itself. */
    private static String bare(String id) {
        return id.replaceFirst("^/", "");
    }

    private ObjectNode send(HttpMethod method, String path, String version, Context call) {
        byte[] body = pipeline.send(new HttpRequest(method, address + path + "?api-version=" + version), call)
                .flatMap(answer -> answer.getBodyAsByteArray())
                .blockOptional()
                .orElse(new byte[0]);
        try {
            return object(JSON.readTree(body));
        } catch (IOException notJson) {
            throw noObject();
        }
    }

    private static ObjectNode object(@Nullable JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw noObject();
    }

    private static FailedTry noObject() {
        return FailedTry.answered(
                FailureCategory.PROTOCOL, Effect.NONE, null, null, "the answer is not the JSON it should be");
    }

    private void written(String operation, String object, Runnable call) {
        called(operation, object, true, () -> {
            call.run();
            return object;
        });
    }

    private <T> T called(String operation, String object, Supplier<T> call) {
        return called(operation, object, false, call);
    }

    /** A call whose failure is told in words. */
    private <T> T called(String operation, String object, boolean write, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException failure) {
            throw failed(operation, object, write, tried(failure));
        }
    }

    private ClientException failed(String operation, String object, boolean write, FailedTry failure) {
        String unknown = write && failure.effect() == Effect.UNKNOWN
                ? ". Whether it took effect is not known: read before repeating it"
                : "";
        return new ClientException(
                failure.category(),
                operation,
                object,
                failure.platformCode(),
                redaction.apply("Could not " + operation + " " + object + ": " + failure.text() + unknown),
                failure.getCause());
    }

    /** What the pipeline threw, however often it was wrapped on its way; else the SDK could not make anything of an answer that may hold secrets. */
    private static FailedTry tried(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedTry tried) {
                return tried;
            }
        }
        return FailedTry.answered(
                FailureCategory.PROTOCOL,
                Effect.UNKNOWN,
                null,
                null,
                "the answer is none that it should be (" + failure.getClass().getSimpleName() + ")");
    }
}
