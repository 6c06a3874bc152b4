package io.twinlake.orchestrator.faults;

/**
 * A fault in a step of an operation.
 *
 * @param place the step, or the call, that it strikes
 */
record Cell(Operation operation, String fault, String place) {
    /** Its name in a row; the same at every run. */
    String id() {
        return operation + " | " + fault + " | " + place;
    }

    @Override
    public String toString() {
        return id();
    }
}
