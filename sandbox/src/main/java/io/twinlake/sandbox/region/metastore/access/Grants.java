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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Direct grants, and the effective ones that follow from them. */
public final class Grants {

    /** Refuses a name to which nothing can be granted on a securable of that kind. */
    @FunctionalInterface
    public interface PrincipalCheck {
        void require(SecurableKind kind, String principal);
    }

    /** What can be granted on a mounted share and on what it holds. */
    private static final Set<String> READING =
            Set.of("USE_CATALOG", "USE_SCHEMA", "SELECT", "EXECUTE", "READ_VOLUME", "BROWSE");

    private final Journal journal;
    private final Shelf<Grant> shelf;
    private final PrincipalCheck principals;
    private final UnaryOperator<String> names;
    private final Predicate<SecurableRef> mounted;

    /**
     * @param names tells a principal's own name, however it is spelt
     * @param mounted whether a catalog is a mounted share
     */
    public Grants(
            Journal journal,
            Shelf<Grant> shelf,
            PrincipalCheck principals,
            UnaryOperator<String> names,
            Predicate<SecurableRef> mounted) {
        this.journal = journal;
        this.shelf = shelf;
        this.principals = principals;
        this.names = names;
        this.mounted = mounted;
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
                grant = grant.changed(new GrantChange(names.apply(change.principal()), change.add(), change.remove()));
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

    /** What is granted on a securable, but for what one principal holds. */
    public Grant without(SecurableRef securable, String principal) {
        Map<String, NavigableSet<String>> left = new TreeMap<>(direct(securable));
        left.remove(principal);
        return new Grant(left);
    }

    private void check(SecurableRef securable, GrantChange change) {
        if (!change.add().isEmpty()) {
            principals.require(securable.kind(), change.principal());
        }
        boolean readOnly = mounted.test(securable.outermost());
        for (String privilege : change.add()) {
            boolean applicable = securable.kind().privileges().contains(privilege);
            if (!applicable || (readOnly && !READING.contains(privilege))) {
                throw new CatalogFailure(
                        ErrorKind.INVALID_PARAMETER_VALUE,
                        "Privilege " + privilege.replace('_', ' ') + " is not applicable to this entity ["
                                + securable.fullName() + ":" + securable.kind()
                                + (readOnly ? "/" + securable.kind() + "_DELTASHARING" : "") + "].");
            }
        }
    }
}
