package io.twinlake.catalogsync.mapping;

import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.catalogsync.sql.Pin;
import io.twinlake.catalogsync.sql.token.Place;
import io.twinlake.catalogsync.sql.token.PrincipalsNamed;
import io.twinlake.catalogsync.sql.token.QuotedText;
import io.twinlake.catalogsync.sql.token.SqlTokens;
import io.twinlake.catalogsync.sql.token.StorageAddress;
import io.twinlake.clients.databricks.sql.Literals;
import io.twinlake.config.group.Mappings;
import io.twinlake.ledger.id.Direction;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says at the replica what a text in SQL says at the source: storage addresses and principals that it names, and nothing else of it. */
final class MapText {
    private final Mappings mappings;
    private final Direction direction;

    MapText(Mappings mappings, Direction direction) {
        this.mappings = mappings;
        this.direction = direction;
    }

    /** @throws Unmappable when it cannot mean the same there, or nobody can tell; the message names line and column */
    String map(String sql) throws Unmappable {
        SqlTokens tokens = new SqlTokens(sql);
        Optional<Place> atRunTime = tokens.namesAtRunTime();
        if (atRunTime.isPresent()) {
            throw new Unmappable(
                    "puts names together at run time with IDENTIFIER() (" + atRunTime.get()
                            + "), so that nobody can tell what it reads",
                    "Name what it reads in its text, or exclude it.");
        }
        Optional<Pin> pin = Pin.in(sql);
        if (pin.isPresent()) {
            throw new Unmappable(
                    "reads a table as of a version or a time: " + pin.get().text() + " ("
                            + pin.get().place() + "), and a replica has a history of its own",
                    "Keep in a table what it shows, and let it read that, or exclude it.");
        }
        Map<Integer, String> replaced = new TreeMap<>(addresses(tokens));
        replaced.putAll(principals(tokens));
        return tokens.with(replaced);
    }

    private Map<Integer, String> addresses(SqlTokens tokens) throws Unmappable {
        Map<Integer, String> mapped = new TreeMap<>();
        for (QuotedText quoted : tokens.quoted()) {
            if (StorageAddress.isIn(quoted.content())) {
                Optional<String> there = mappings.location(quoted.content(), direction.source(), direction.replica());
                if (there.isEmpty()) {
                    throw new Unmappable(
                            "names a storage address that no location mapping covers: " + quoted.content() + " ("
                                    + quoted.place() + ")",
                            "Add it to mappings.locations, or exclude the object.");
                }
                mapped.put(quoted.at(), quoted.with(there.get()));
            }
        }
        return mapped;
    }

    private Map<Integer, String> principals(SqlTokens tokens) throws Unmappable {
        Map<Integer, String> mapped = new TreeMap<>();
        if (mappings.principals().isEmpty()) {
            return mapped;
        }
        PrincipalsNamed named = PrincipalsNamed.in(tokens);
        if (!named.untold().isEmpty()) {
            throw new Unmappable(
                    "asks for a group that its text does not name ("
                            + named.untold().get(0) + "), so that nobody can tell what it is called there",
                    "Name the group in its text, or exclude it.");
        }
        for (Map.Entry<Integer, String> principal : named.literals().entrySet()) {
            Optional<String> there = mappings.principal(principal.getValue(), direction.source(), direction.replica());
            if (there.isEmpty()) {
                throw new Unmappable(
                        "asks for " + principal.getValue() + " (" + tokens.place(principal.getKey())
                                + "), who has no name in " + direction.replica(),
                        "Map " + principal.getValue()
                                + " in mappings.principals to a name there, or exclude the object.");
            }
            if (!there.get().equals(principal.getValue())) {
                mapped.put(principal.getKey(), Literals.quote(there.get()));
            }
        }
        if (named.isAsked()) {
            requireNoneBesides(named.literals().keySet(), tokens);
        }
        return mapped;
    }

    /** What the user is compared with in a way that is not seen through has another name there, or none. */
    private void requireNoneBesides(Collection<Integer> seen, SqlTokens tokens) throws Unmappable {
        for (QuotedText quoted : tokens.quoted()) {
            if (quoted.isLiteral() && !seen.contains(quoted.at()) && isNamedOtherwise(quoted.content())) {
                throw new Unmappable(
                        "asks for the user or a group, and names " + quoted.content() + " (" + quoted.place()
                                + ") where nobody can tell whether that is meant, who has another name or none in "
                                + direction.replica(),
                        "Compare current_user() with the name itself, or ask is_account_group_member() for it, or exclude the object.");
            }
        }
    }

    private boolean isNamedOtherwise(String name) {
        return mappings.principals().stream()
                .flatMap(entry -> entry.values().stream())
                .filter(name::equalsIgnoreCase)
                .anyMatch(principal -> !mappings.principal(principal, direction.source(), direction.replica())
                        .equals(Optional.of(principal)));
    }
}
