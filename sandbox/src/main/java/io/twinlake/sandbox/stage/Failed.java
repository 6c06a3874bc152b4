package io.twinlake.sandbox.stage;

import com.fasterxml.jackson.databind.JsonNode;

/** What a document of the product says went wrong. */
final class Failed {

    private Failed() {}

    /** The error and the failed objects, each after a colon or semicolon; nothing where there are none. */
    static String objects(JsonNode document) {
        StringBuilder text = new StringBuilder(document.at("/error/message").asText(""));
        document.path("failed")
                .forEach(each -> text.append("; ")
                        .append(each.path("object").asText())
                        .append(": ")
                        .append(each.path("message").asText()));
        return text.isEmpty() ? "" : ": " + text;
    }
}
