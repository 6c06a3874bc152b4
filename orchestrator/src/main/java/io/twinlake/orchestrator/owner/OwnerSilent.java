package io.twinlake.orchestrator.owner;

/** The owner of the ledger lives and does not answer. */
public final class OwnerSilent extends RuntimeException {
    private final boolean mayHaveBegun;

    OwnerSilent(OwnerFile.Owner owner, boolean mayHaveBegun) {
        super("The ledger is owned by " + owner + ", which does not answer.");
        this.mayHaveBegun = mayHaveBegun;
    }

    /** Whether it was told to begin before it fell silent. */
    public boolean mayHaveBegun() {
        return mayHaveBegun;
    }
}
