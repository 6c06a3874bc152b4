package io.twinlake.orchestrator.permission;

/** What rights are needed for; each stands for itself, so that whoever wants one of them grants that alone. */
public enum Purpose {
    /** Copying from the home region to the secondary, and moving there. */
    ONE_WAY("one-way"),
    /** Copying and moving in both directions: what a failback needs. */
    THERE_AND_BACK("there-and-back"),
    /** Rehearsing a move. */
    DRILL("drill");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
