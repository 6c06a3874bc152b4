package io.twinlake.sandbox.edge.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

/** Bodies in and out of Resource Manager. */
final class ArmAnswer {

    private static final JsonMapper JSON = new JsonMapper();

    private ArmAnswer() {}

    static void write(Context context, int status, JsonNode body) {
        context.status(status).contentType("application/json; charset=utf-8").result(body.toString());
    }

    /** An error in Resource Manager's envelope. */
    static ObjectNode error(String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message).putNull("details");
        return body;
    }

    /** The request's body, which must be a JSON object. */
    static ObjectNode body(Context context) {
        try {
            if (JSON.readTree(context.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw invalidContent(e.getOriginalMessage());
        }
        throw invalidContent("a JSON object is expected");
    }

    /** The object under {@code properties} of the request's body. */
    static ObjectNode properties(Context context) {
        if (body(context).get("properties") instanceof ObjectNode properties) {
            return properties;
        }
        throw ArmFailure.invalid("'properties' must be an object.");
    }

    private static ArmFailure invalidContent(String why) {
        return new ArmFailure(
                400,
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: '" + why + "'.");
    }
}
