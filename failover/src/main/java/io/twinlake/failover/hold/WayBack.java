package io.twinlake.failover.hold;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.stranded.FindStranded;
import io.twinlake.failover.stranded.SettleStranded;
import io.twinlake.failover.stranded.Settlement;
import io.twinlake.failover.stranded.StrandedChoice;
import io.twinlake.ledger.Ledger;
import java.util.Optional;

/** The way back into an old primary: it is fenced and searched, what is stranded there is settled as a person decided, and then it is open. */
public record WayBack(FailoverGroup group, Workspace oldPrimary, Fence fence, Ledger ledger) {
    /**
     * Opens it. May be repeated.
     *
     * @param choice what becomes of stranded commits; empty leaves them alone, and the way closed
     * @param order who opens it, for which run, and what guards each write
     */
    public Release open(Optional<StrandedChoice> choice, SettleStranded.Order order) {
        Release found = tryRelease(order);
        if (!(found instanceof Release.StillHeld held) || held.stranded().isEmpty() || choice.isEmpty()) {
            return found;
        }
        Settlement settlement = settle(held, choice.get(), order);
        if (!settlement.left().isEmpty()) {
            return new Release.StillHeld(
                    String.join("; ", settlement.left()),
                    "Do what the message says, then run the command again.",
                    held.stranded());
        }
        return tryRelease(order) instanceof Release.Released released
                ? new Release.Released(released.newTables(), settlement)
                : new Release.StillHeld(
                        "region " + oldPrimary.region() + " was written to while it was settled",
                        "Stop its writers, then run the command again.",
                        held.stranded());
    }

    private Release tryRelease(SettleStranded.Order order) {
        FindStranded search = new FindStranded(group, oldPrimary, ledger);
        return new ReverseHold(ledger.holds(), group.name())
                .tryRelease(oldPrimary.region(), fence, search::find, order.run(), order.guard());
    }

    private Settlement settle(Release.StillHeld held, StrandedChoice choice, SettleStranded.Order order) {
        SettleStranded settle = new SettleStranded(group, oldPrimary, ledger, order);
        return choice == StrandedChoice.EXPORT ? settle.export(held.stranded()) : settle.discard(held.stranded());
    }
}
