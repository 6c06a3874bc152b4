package io.twinlake.orchestrator.schedule;

/** Whether a schedule is fired. */
public enum ScheduleState {
    ACTIVE("active"),
    /** Not until it is resumed. */
    PAUSED("paused"),
    /** The group does it by command only. */
    MANUAL("manual"),
    /** Not before the first {@code serve}. */
    NOT_STARTED("not started");

    private final String word;

    ScheduleState(String word) {
        this.word = word;
    }

    /** As documents and people write it. */
    public String word() {
        return word;
    }
}
