package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.edge.function.FunctionPlan;

/**
 * What a sandbox takes its time for, in milliseconds, so that a figure measured in it can be told from what was put in.
 *
 * @param answerMs added to every answer of the workspaces
 * @param takeOverMs how long the gateway goes on with a backend's old value after a change
 * @param functionStartMs how long an instance of a Function is away when its settings have changed
 * @param functionPlan how its instances take these over
 */
public record Delays(int answerMs, int takeOverMs, int functionStartMs, FunctionPlan functionPlan) {

    /** Over how many seconds the sandbox's twinlake.yml has a Function's turn proven. */
    public static final int PROVEN_SECONDS = 3;

    public Delays {
        if (answerMs < 0 || takeOverMs < 0 || functionStartMs < 0) {
            throw new IllegalArgumentException("--latency, --take-over and --function-start take 0 or more");
        }
    }
}
