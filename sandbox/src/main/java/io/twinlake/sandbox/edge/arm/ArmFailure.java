package io.twinlake.sandbox.edge.arm;

/** A request that Resource Manager, or a provider behind it, refuses: the status and the error's code and message. */
final class ArmFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ArmFailure(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static ArmFailure notFound(String what) {
        return new ArmFailure(404, "ResourceNotFound", what + " not found.");
    }

    /** Resource Manager's own answer for a resource that its provider was never asked for. */
    static ArmFailure noResource(String resource, String group) {
        return new ArmFailure(
                404,
                "ResourceNotFound",
                "The Resource '" + resource + "' under resource group '" + group + "' was not found.");
    }

    static ArmFailure modified() {
        return new ArmFailure(
                412,
                "PreconditionFailed",
                "Resource was modified since last retrieval. Please retrieve latest version.");
    }

    static ArmFailure inProgress(String what) {
        return new ArmFailure(409, "PessimisticConcurrencyConflict", "Operation on the " + what + " is in progress");
    }

    static ArmFailure invalid(String message) {
        return new ArmFailure(400, "ValidationError", "One or more fields contain incorrect values: " + message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
