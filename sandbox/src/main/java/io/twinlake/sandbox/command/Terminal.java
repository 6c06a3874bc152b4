package io.twinlake.sandbox.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the user sees: one document on stdout, sentences on stderr. */
final class Terminal {

    private static final JsonMapper JSON = new JsonMapper();
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Terminal() {}

    /** Prints a document as JSON over several lines. */
    static void print(Object document) {
        OUT.println(json(document, true));
    }

    /** Prints text as one line of stdout. */
    static void line(String text) {
        OUT.println(text);
    }

    static void progress(String sentence) {
        System.err.println("sandbox: " + sentence);
    }

    static String json(Object document, boolean pretty) {
        try {
            return pretty
                    ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document)
                    : JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A document that is not JSON: " + document, e);
        }
    }
}
