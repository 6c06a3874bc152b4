package io.twinlake.sandbox.region.metastore.access;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import io.twinlake.sandbox.region.metastore.journal.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/** Direct grants, and the effective ones that follow from them. */
public final class Grants {

    /** Refuses a name to which nothing can be granted on a securable of that kind. */
    @FunctionalInterface
    public interface PrincipalCheck {
        void require(SecurableKind kind, String principal);
    }

    private final Journal journal;
    private final Shelf<Grant> shelf;
    private final PrincipalCheck principals;

    public Grants(Journal journal, Shelf<Grant> shelf, PrincipalCheck principals) {
        this.journal = journal;
        this.shelf = shelf;
        this.principals = principals;
    }

    /** Direct privileges by principal. */
    public Map<String, NavigableSet<String>> direct(SecurableRef securable) {
        return shelf.get(securable.key()).orElse(Grant.NONE).privileges();
    }

    /** All privileges held on a securable, those inherited from its schema and catalog included. */
    public List<EffectivePrivilege> effective(SecurableRef securable) {
        List<EffectivePrivilege> all = new ArrayList<>();
        for (SecurableRef holder : securable.chain()) {
            direct(holder).forEach((principal, privileges) -> {
                for (String privilege : privileges) {
                    all.add(new EffectivePrivilege(principal, privilege, holder.kind(), holder.fullName()));
                }
            });
        }
        return all;
    }

    /** Applies the changes in order, all or none; an unknown principal or privilege is refused. */
    public void change(SecurableRef securable, List<GrantChange> changes) {
        journal.exclusively(() -> {
            Grant grant = shelf.get(securable.key()).orElse(Grant.NONE);
            for (GrantChange change : changes) {
                check(securable, change);
                grant = grant.changed(change);
            }
            Batch batch = new Batch();
            if (grant.privileges().isEmpty()) {
                batch.remove(shelf, securable.key());
            } else {
                batch.put(shelf, securable.key(), grant);
            }
            journal.commit(batch);
            return grant;
        });
    }

    private void check(SecurableRef securable, GrantChange change) {
        if (!change.add().isEmpty()) {
            principals.require(securable.kind(), change.principal());
        }
        for (String privilege : change.add()) {
            if (!securable.kind().privileges().contains(privilege)) {
                throw new CatalogFailure(
                        ErrorKind.INVALID_PARAMETER_VALUE,
                        "Privilege " + privilege.replace('_', ' ') + " is not applicable to this entity ["
                                + securable.fullName() + ":" + securable.kind() + "].");
            }
        }
    }
}
