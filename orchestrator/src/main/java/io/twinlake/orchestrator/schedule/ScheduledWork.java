package io.twinlake.orchestrator.schedule;

/** What a group does by its schedules. */
public enum ScheduledWork {
    SYNC("sync"),
    DRILL("drill"),
    /** Proves that the group could move. */
    READINESS("readiness");

    private final String word;

    ScheduledWork(String word) {
        this.word = word;
    }

    /** How documents write it; its jobs are stored under it. */
    public String word() {
        return word;
    }
}
