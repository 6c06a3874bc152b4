package io.twinlake.orchestrator.drill;

import java.nio.file.Path;

/**
 * How a drill is made.
 *
 * @param sample how many keys are asked for
 * @param seed the same seed samples the same keys of the same rows
 * @param reports the folder in which each drill's report gets a folder of its own
 */
public record DrillTerms(int sample, long seed, Path reports) {
    public static final int SAMPLE = 25;
    public static final long SEED = 20_260_101L;

    public DrillTerms {
        if (sample < 1) {
            throw new IllegalArgumentException("at least one key is sampled, not " + sample);
        }
    }

    /** The usual ones, with reports beside a configuration's file. */
    public static DrillTerms forConfiguration(Path configuration) {
        return new DrillTerms(SAMPLE, SEED, configuration.toAbsolutePath().resolveSibling("drills"));
    }

    public DrillTerms sampling(int keys, long newSeed) {
        return new DrillTerms(keys, newSeed, reports);
    }
}
