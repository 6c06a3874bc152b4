package io.twinlake.catalogsync.mapping;

import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.catalogsync.sql.SqlTokens;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Mappings;
import io.twinlake.ledger.id.Direction;
import java.util.Optional;

/** Says what a source's object is to be at the replica. Names are the same in both regions. */
public final class MapToReplica implements ReplicaTerms {
    private static final String URL = "abfss://";

    private final Mappings mappings;
    private final Direction direction;
    private final Principal self;
    private final GiveOwner owners;

    /** @param self who Twinlake is at the replica */
    public MapToReplica(FailoverGroup group, Direction direction, Principal self) {
        this.mappings = group.mappings();
        this.direction = direction;
        this.self = self;
        this.owners = new GiveOwner(group.access().owners(), self);
    }

    public Mapped map(Securable source) {
        try {
            Access access = source.access().mapped(this::principal).without(self.name());
            return new Mapped.Wanted(new Securable(
                    source.key(),
                    source.id(),
                    source.createdAt(),
                    owners.gives(source.kind(), access.owner()) ? access : access.withOwner(null),
                    source.description(),
                    source.definition().at(this),
                    null,
                    source.unsupported()));
        } catch (Unmappable refused) {
            return new Mapped.Refused(source.key() + " " + refused.getMessage(), refused.next());
        }
    }

    /** The owner that an object should have and Twinlake cannot give, unless somebody else has given it. */
    public Optional<Kept> kept(Securable source, Optional<Securable> replica) {
        String owner = source.access().mapped(this::principal).owner();
        if (owner == null
                || replica.filter(there -> owner.equals(there.access().owner())).isPresent()) {
            return Optional.empty();
        }
        return owners.refusal(source.kind(), owner).map(reason -> new Kept(source.key(), "owner " + owner, reason));
    }

    private String principal(String name) {
        return mappings.principal(name, direction.source(), direction.replica());
    }

    @Override
    public Optional<String> location(String url) {
        return mappings.location(url, direction.source(), direction.replica());
    }

    @Override
    public String text(String sql) throws Unmappable {
        SqlTokens tokens = new SqlTokens(sql);
        if (tokens.namesAtRunTime()) {
            throw new Unmappable(
                    "puts names together at run time with IDENTIFIER(), so that nobody can tell what it reads",
                    "Name what it reads in its text, or exclude it.");
        }
        if (!sql.contains(URL)) {
            return sql;
        }
        return tokens.rewriteQuoted(
                content -> content.startsWith(URL) ? location(content).orElse(content) : content);
    }
}
