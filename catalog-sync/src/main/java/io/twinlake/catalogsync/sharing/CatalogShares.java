package io.twinlake.catalogsync.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.databricks.sharing.ShareNames;
import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The shares by which a provider gives a catalog's tables: which table is in which, under what name. Nobody else remembers that; it is read from
 * the shares each time, and a table stays where it is.
 */
public final class CatalogShares {
    private static final String MADE = "Made by Twinlake: tables of ";

    private final GroupName group;
    private final String catalog;
    private final Set<String> taken;
    private final List<Share> shares;

    private CatalogShares(GroupName group, String catalog, Set<String> taken, List<Share> shares) {
        this.group = group;
        this.catalog = catalog;
        this.taken = taken;
        this.shares = shares;
    }

    public static CatalogShares read(Sharing provider, GroupName group, String catalog) {
        Set<String> taken = new HashSet<>();
        try (Stream<ObjectNode> all = provider.shares()) {
            all.map(share -> share.path("name").asText())
                    .filter(name -> ShareNames.mayBeOf(group, catalog, name))
                    .forEach(taken::add);
        }
        List<Share> shares = taken.stream()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .flatMap(name -> provider.findShare(name).stream())
                .filter(share -> isOf(group, catalog, share))
                .map(Share::of)
                .toList();
        return new CatalogShares(group, catalog, taken, new ArrayList<>(shares));
    }

    /** What is in it tells whose it is: names may be alike, {@code a_b} and {@code c} as {@code a} and {@code b_c}. */
    private static boolean isOf(GroupName group, String catalog, ObjectNode share) {
        String comment = share.path("comment").asText("");
        return Share.of(share)
                .holdsOf(catalog)
                .orElse(!comment.startsWith(MADE) || comment.equals(comment(group, catalog)));
    }

    private static String comment(GroupName group, String catalog) {
        return MADE + catalog + " for failover group " + group;
    }

    /** What a new share or mount says of itself. */
    String comment() {
        return comment(group, catalog);
    }

    /** The table of the other region as it is seen in a mounted share; empty where it is not shared. */
    public Optional<ObjectName> mounted(ObjectName table) {
        return shares.stream().flatMap(share -> share.mounted(table).stream()).findFirst();
    }

    /** Of each share that holds something one table, as it is seen where the share is mounted. */
    public List<ObjectName> oneOfEach() {
        return shares.stream().flatMap(share -> share.one().stream()).toList();
    }

    Optional<Share> holding(ObjectName table) {
        return shares.stream().filter(share -> share.mounted(table).isPresent()).findFirst();
    }

    /** The first share that has room for a table of that alias, one that is to be made where none has; its place is kept. */
    Share placeFor(String alias) {
        Share share =
                shares.stream().filter(one -> one.hasRoomFor(alias)).findFirst().orElseGet(this::another);
        share.reserve(alias);
        return share;
    }

    private Share another() {
        int number = 1;
        while (!taken.add(ShareNames.share(group, catalog, number))) {
            number++;
        }
        Share another = Share.absent(ShareNames.share(group, catalog, number));
        shares.add(another);
        return another;
    }
}
