package io.twinlake.orchestrator.owner;

/** What became of a command that was handed to the ledger's owner. */
public sealed interface Handed {
    /** It ran to its end there. */
    record Done(int exit) implements Handed {}

    /** The owner did not take it, and will not begin it. */
    enum NotTaken implements Handed {
        GONE("which takes no connection any more"),
        ENDING("which is ending and waits for the commands that it took"),
        BUSY("which runs as many commands as it can and took no more"),
        SOMEBODY_ELSE("but another program answers in its place"),
        HUNG_UP("which hung up before it took the command");

        private final String sentence;

        NotTaken(String sentence) {
            this.sentence = sentence;
        }

        /** What the owner does, behind its name and a comma. */
        public String sentence() {
            return sentence;
        }
    }
}
