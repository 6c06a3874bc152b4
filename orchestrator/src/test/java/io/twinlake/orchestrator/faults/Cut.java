package io.twinlake.orchestrator.faults;

/** The ways in which a server can be away from whoever asks it. */
enum Cut {
    /** Whoever connects is refused, and who was connected is cut off. */
    DOWN("down"),
    /** Whoever connects waits, as for a host behind a wall that drops what it gets. */
    BLACK_HOLED("black-holed"),
    /** What is asked is taken, never comes to the server, and is never answered. */
    HANGING("hanging"),
    /** What is asked has its effect, and the answer is lost. */
    ONE_WAY("one-way");

    private final String word;

    Cut(String word) {
        this.word = word;
    }

    /** As cells are named. */
    String word() {
        return word;
    }

    static Cut of(String word) {
        for (Cut cut : values()) {
            if (cut.word.equals(word)) {
                return cut;
            }
        }
        throw new IllegalArgumentException(word);
    }
}
