package io.twinlake.catalogsync.mapping;

import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.sql.SqlTokens;
import io.twinlake.config.Mappings;
import io.twinlake.ledger.Direction;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says what a source's object is to be at the replica. Names are the same in both regions. */
public final class MapToReplica {
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
                    source.owner() == null ? null : principal(source.owner()),
                    source.comment(),
                    source.properties(),
                    grants(source.grants()),
                    definition(source.definition()),
                    null,
                    source.unsupported()));
        } catch (Unmappable refused) {
            return new Mapped.Refused(source.key() + " " + refused.reason, refused.next);
        }
    }

    private String principal(String name) {
        return mappings.principal(name, direction.source(), direction.replica());
    }

    private SortedMap<String, SortedSet<String>> grants(SortedMap<String, SortedSet<String>> grants) {
        SortedMap<String, SortedSet<String>> mapped = new TreeMap<>();
        grants.forEach((principal, privileges) -> mapped.computeIfAbsent(principal(principal), name -> new TreeSet<>())
                .addAll(privileges));
        return mapped;
    }

    private Definition definition(Definition definition) throws Unmappable {
        if (definition instanceof Definition.Container container) {
            return new Definition.Container(storageRoot(container.storageRoot()));
        }
        if (definition instanceof Definition.Table table && table.external() && table.location() != null) {
            return new Definition.Table(true, table.format(), location(table.location()), table.columns());
        }
        if (definition instanceof Definition.View view) {
            return new Definition.View(text(view.text()), view.columns(), view.dependencies(), view.schema());
        }
        if (definition instanceof Definition.Function function) {
            return function(function);
        }
        return definition;
    }

    /** A root that no location covers is left to the platform's default at the replica. */
    private @Nullable String storageRoot(@Nullable String root) {
        return root == null
                ? null
                : mappings.location(root, direction.source(), direction.replica())
                        .orElse(null);
    }

    private String location(String url) throws Unmappable {
        return mappings.location(url, direction.source(), direction.replica())
                .orElseThrow(() -> new Unmappable(
                        "is at " + url + ", which no location mapping covers",
                        "Add a location mapping for it to the group, or exclude it."));
    }

    private Definition function(Definition.Function function) throws Unmappable {
        String text = function.text();
        if (function.language().equals("SQL")) {
            text = text(text);
        } else if (text.contains(URL)) {
            throw new Unmappable(
                    "names a storage address in its " + function.language() + " text, which cannot be rewritten safely",
                    "Give the address as a parameter, or exclude the function.");
        }
        return new Definition.Function(
                function.parameters(),
                function.returns(),
                function.columns(),
                function.language(),
                function.deterministic(),
                text,
                function.dependencies());
    }

    private String text(String sql) throws Unmappable {
        SqlTokens tokens = new SqlTokens(sql);
        if (tokens.namesAtRunTime()) {
            throw new Unmappable(
                    "puts names together at run time with IDENTIFIER(), so that nobody can tell what it reads",
                    "Name what it reads in its text, or exclude it.");
        }
        if (!sql.contains(URL)) {
            return sql;
        }
        return tokens.rewriteQuoted(content -> content.startsWith(URL)
                ? mappings.location(content, direction.source(), direction.replica())
                        .orElse(content)
                : content);
    }

    /** Carries a refusal out of the nested mapping. */
    private static final class Unmappable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;
        private final String next;

        Unmappable(String reason, String next) {
            super(reason);
            this.reason = reason;
            this.next = next;
        }
    }
}
