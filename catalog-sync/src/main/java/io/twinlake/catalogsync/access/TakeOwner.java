package io.twinlake.catalogsync.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.securable.Securable;

/** Takes over what its owner alone may change, right before it is changed: whoever manages an object may take it, and gives it back if he can. */
public final class TakeOwner {
    private final GuardedWorkspace replica;
    private final OwnRights rights;

    public TakeOwner(GuardedWorkspace replica, OwnRights rights) {
        this.replica = replica;
        this.rights = rights;
    }

    /** Whether Twinlake owns it already, or nobody says who does. */
    public boolean owns(Securable there) {
        String owner = there.access().owner();
        return owner == null || rights.self().is(owner);
    }

    /** Makes sure that Twinlake owns an object of the replica, itself or by a group. */
    public void ensure(Securable there) {
        if (!owns(there)) {
            give(there, rights.self().name());
        }
    }

    /** Gives an object back to whom it was taken from. */
    public void giveBack(Securable there, String owner) {
        give(there, owner);
    }

    private void give(Securable there, String owner) {
        replica.update(
                there.kind(),
                there.name(),
                JsonNodeFactory.instance.objectNode().put("owner", owner));
    }
}
