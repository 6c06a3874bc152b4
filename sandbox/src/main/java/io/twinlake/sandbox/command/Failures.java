package io.twinlake.sandbox.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import picocli.CommandLine.ParameterException;

/** Says what went wrong: a sentence on stderr, and the error document on stdout where documents are asked for. */
final class Failures {

    private Failures() {}

    static void report(Exception failure, GlobalOptions options) {
        boolean expected = failure instanceof SandboxFailure;
        String message = expected || failure.getMessage() != null ? failure.getMessage() : failure.toString();
        System.err.println("twinlake: " + message);
        if (options.isVerbose() || !expected) {
            failure.printStackTrace();
        }
        document(options, "sandbox", String.valueOf(message));
    }

    static void reportUsage(ParameterException failure, GlobalOptions options) {
        System.err.println("twinlake: " + failure.getMessage());
        failure.getCommandLine().usage(System.err);
        document(options, "usage", String.valueOf(failure.getMessage()));
    }

    private static void document(GlobalOptions options, String category, String message) {
        if (options.output() == GlobalOptions.Output.table) {
            return;
        }
        ObjectNode document = new JsonMapper().createObjectNode().put("schemaVersion", 1);
        document.putObject("error")
                .put("category", category)
                .put("message", message)
                .putNull("object")
                .putNull("next");
        Terminal.print(document);
    }
}
