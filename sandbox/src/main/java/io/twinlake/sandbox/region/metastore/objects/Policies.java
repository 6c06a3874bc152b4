package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.GuardCall;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.Principals;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Policies on catalogs, schemas and tables, and what of them and of a table's own guard a caller meets. */
public final class Policies {

    private static final Set<SecurableKind> TAKING =
            Set.of(SecurableKind.CATALOG, SecurableKind.SCHEMA, SecurableKind.TABLE);
    private static final int MOST_PRINCIPALS = 20;

    private final Journal journal;
    private final Shelves shelves;
    private final Access access;
    private final Principals principals;
    private final Guards guards;
    private final Clock clock;

    Policies(Journal journal, Shelves shelves, Access access, Principals principals, Guards guards, Clock clock) {
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
        this.principals = principals;
        this.guards = guards;
        this.clock = clock;
    }

    /** All that hides rows and values of a table from the caller. */
    public TableGuard guard(TableName table, Caller caller) {
        TableGuard own = guards.of(table);
        List<GuardCall> filters = Stream.concat(Stream.ofNullable(own.filter()), bound(table, caller))
                .distinct()
                .toList();
        if (filters.size() > 1) {
            throw new CatalogFailure(
                    ErrorKind.MULTIPLE_ROW_FILTERS,
                    "Row level security policies for " + table.quoted() + " are not supported: Table " + table.quoted()
                            + " has access control policies resulting in multiple row filters "
                            + filters.stream().map(GuardCall::function).toList()
                            + " inherited from policies or from explicitly defined row filters.");
        }
        return filters.isEmpty() ? own : own.withFilter(filters.get(0));
    }

    /** Whether anything hides rows or values of a table from the caller. */
    public boolean isGuarded(TableName table, Caller caller) {
        return !guards.of(table).isNone() || bound(table, caller).findAny().isPresent();
    }

    /** The filters of the policies that a caller meets at a table; a view has none of its own. */
    private Stream<GuardCall> bound(TableName table, Caller caller) {
        return shelves.tables.get(table.fullName()).filter(entry -> !entry.isView()).stream()
                .flatMap(entry -> inherited(new SecurableRef(SecurableKind.TABLE, entry.fullName())))
                .filter(policy -> policy.binds(caller))
                .map(Policy::filter);
    }

    private Stream<Policy> inherited(SecurableRef on) {
        return on.chain().stream().flatMap(holder -> shelves.policies.under(Policy.key(holder, "")).stream());
    }

    /** The policies on a securable, with {@code inherited} also those on what holds it, for whoever manages the securable itself. */
    public List<Policy> list(Caller caller, SecurableRef on, boolean inherited) {
        requireManaged(caller, on);
        return inherited ? inherited(on).toList() : List.copyOf(shelves.policies.under(Policy.key(on, "")));
    }

    public Policy get(Caller caller, SecurableRef on, String name) {
        requireManaged(caller, on);
        return shelves.policies
                .get(Policy.key(on, name))
                .orElseThrow(() -> new CatalogFailure(
                        ErrorKind.POLICY_DOES_NOT_EXIST,
                        "Policy '" + name + "' does not exist on " + on.kind().title() + " '" + on.fullName() + "'."));
    }

    /** Makes a policy, or replaces the one of its name. */
    public Policy create(Caller caller, Policy wanted, boolean orReplace) {
        return journal.exclusively(() -> {
            requireManaged(caller, wanted.on());
            requirePrincipals(wanted);
            requireJudged(wanted);
            guards.requireFilter(caller, wanted.filter());
            Optional<Policy> before = shelves.policies.get(wanted.key());
            if (before.isPresent() && !orReplace) {
                throw new CatalogFailure(
                        ErrorKind.POLICY_ALREADY_EXISTS,
                        "Policy '" + wanted.name() + "' already exists on "
                                + wanted.on().kind().title() + " '"
                                + wanted.on().fullName() + "'.");
            }
            Header header = before.map(policy -> policy.header()
                            .commented(wanted.header().comment())
                            .audited(policy.header().audit().changedBy(caller.principal(), clock.millis())))
                    .orElseGet(() -> wanted.header().audited(Audit.createdBy(caller.principal(), clock.millis())));
            Policy policy = wanted.withHeader(header);
            journal.commit(new Batch().put(shelves.policies, policy.key(), policy));
            return policy;
        });
    }

    public void drop(Caller caller, SecurableRef on, String name) {
        journal.exclusively(() -> {
            Policy policy = get(caller, on, name);
            journal.commit(new Batch().remove(shelves.policies, policy.key()));
            return policy;
        });
    }

    /** What a policy of the platform may also say, and the sandbox cannot judge. */
    public static CatalogFailure conditional() {
        return new CatalogFailure(
                ErrorKind.INVALID_PARAMETER_VALUE,
                "The sandbox has no governed tags: a policy there can have no condition (WHEN, MATCH COLUMNS), and so no"
                        + " column mask.");
    }

    private void requireManaged(Caller caller, SecurableRef on) {
        boolean takes = TAKING.contains(on.kind())
                && !(shelves.find(on).orElseThrow(() -> on.kind().missing(on.fullName())) instanceof TableEntry table
                        && table.isView());
        if (!takes) {
            throw new CatalogFailure(
                    ErrorKind.POLICY_ON_SECURABLE_TYPE_NOT_SUPPORTED,
                    "'" + on.fullName() + "' can have no policy: only a catalog, a schema or a table can.");
        }
        access.requireManage(caller, on);
    }

    /** Refuses what the sandbox could not hold readers to. */
    private void requireJudged(Policy wanted) {
        if (!wanted.filter().columns().isEmpty()) {
            throw conditional();
        }
        SecurableRef catalog = wanted.on().chain().get(wanted.on().chain().size() - 1);
        if (shelves.catalogs
                .get(catalog.fullName())
                .filter(entry -> entry.source() != null)
                .isPresent()) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "The sandbox holds nobody to a policy on a mounted share, and so takes none on '"
                            + catalog.fullName() + "'.");
        }
    }

    private void requirePrincipals(Policy wanted) {
        List<String> all = new ArrayList<>(wanted.to());
        all.addAll(wanted.except());
        all.forEach(principals::require);
        if (wanted.to().isEmpty() || all.size() > MOST_PRINCIPALS) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "A policy names at least one principal that it binds, and at most " + MOST_PRINCIPALS + " in all.");
        }
    }
}
