package io.twinlake.runbooks;

/**
 * One step of a runbook.
 *
 * @param what what happens, for the operator
 * @param byHand what to do by hand when it fails
 * @param goesOnAfterFailure whether the steps behind it run although it failed
 * @param beside whether the steps behind it begin without waiting for it; the run still ends after it
 * @param line where it stands in its text, from 1
 */
public record RunbookStep(Verb verb, String what, String byHand, boolean goesOnAfterFailure, boolean beside, int line) {
    /** The step's name. */
    public String name() {
        return verb.word();
    }
}
