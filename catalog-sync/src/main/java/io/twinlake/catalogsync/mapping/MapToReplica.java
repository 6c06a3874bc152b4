package io.twinlake.catalogsync.mapping;

import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.catalogsync.sql.SqlTokens;
import io.twinlake.config.group.Mappings;
import io.twinlake.ledger.id.Direction;
import java.util.Optional;

/** Says what a source's object is to be at the replica. Names are the same in both regions. */
public final class MapToReplica implements ReplicaTerms {
    private static final String URL = "abfss://";

    private final Mappings mappings;
    private final Direction direction;

    public MapToReplica(Mappings mappings, Direction direction) {
        this.mappings = mappings;
        this.direction = direction;
    }

    public Mapped map(Securable source) {
        try {
            return new Mapped.Wanted(new Securable(
                    source.key(),
                    source.id(),
                    source.createdAt(),
                    source.access().mapped(this::principal),
                    source.description(),
                    source.definition().at(this),
                    null,
                    source.unsupported()));
        } catch (Unmappable refused) {
            return new Mapped.Refused(source.key() + " " + refused.getMessage(), refused.next());
        }
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
