package io.twinlake.sandbox.region.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Where the services register their endpoints; each is called with an authenticated request. */
public final class Routes {

    /** Answers one request with what becomes its JSON body. */
    @FunctionalInterface
    public interface Endpoint {
        Object answer(ApiRequest request);
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RoutesConfig routes;
    private final Authentication authentication;

    Routes(RoutesConfig routes, Authentication authentication) {
        this.routes = routes;
        this.authentication = authentication;
    }

    public Routes get(String path, Endpoint endpoint) {
        routes.get(path, handler(endpoint));
        return this;
    }

    public Routes post(String path, Endpoint endpoint) {
        routes.post(path, handler(endpoint));
        return this;
    }

    public Routes patch(String path, Endpoint endpoint) {
        routes.patch(path, handler(endpoint));
        return this;
    }

    public Routes put(String path, Endpoint endpoint) {
        routes.put(path, handler(endpoint));
        return this;
    }

    public Routes delete(String path, Endpoint endpoint) {
        routes.delete(path, handler(endpoint));
        return this;
    }

    /** Answers a request that carries no bearer token. */
    @FunctionalInterface
    public interface OpenEndpoint {
        Object answer(Context context);
    }

    /** A GET that checks for itself who calls. */
    public Routes open(String path, OpenEndpoint endpoint) {
        routes.get(path, context -> write(context, endpoint.answer(context)));
        return this;
    }

    /** A POST that checks for itself who calls. */
    public Routes openPost(String path, OpenEndpoint endpoint) {
        routes.post(path, context -> write(context, endpoint.answer(context)));
        return this;
    }

    /** A GET at which no workspace answers but its storage, in its own words. */
    public Routes storage(String path, Handler handler) {
        routes.get(path, handler);
        return this;
    }

    private Handler handler(Endpoint endpoint) {
        return context -> write(context, endpoint.answer(new ApiRequest(context, authentication.caller(context))));
    }

    /** Writes a JSON answer. */
    static void write(Context context, Object answer) throws JsonProcessingException {
        context.contentType("application/json").result(JSON.writeValueAsString(answer));
    }
}
