package io.twinlake.orchestrator.status;

/** A group's state in one word. */
public enum GroupState {
    NEVER_SYNCED("neverSynced"),
    /** A run is at work, or its process died and the next one goes on with it. */
    SYNCING("syncing"),
    /** A move is at work, or was broken off and is not settled. */
    MOVING("moving"),
    /** A region was left by force, or it is not known which one serves: nothing is copied until that is settled. */
    HELD("held"),
    /** The last run failed or was interrupted. */
    FAILING("failing"),
    /** The last run left objects that failed or are blocked. */
    PARTIAL("partial"),
    /** The replica is older than the objective allows. */
    LAGGING("lagging"),
    CURRENT("current");

    private final String word;

    GroupState(String word) {
        this.word = word;
    }

    /** How documents write it. */
    public String word() {
        return word;
    }
}
