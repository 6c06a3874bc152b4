package io.twinlake.clients.databricks.sharing;

import io.twinlake.clients.Digest;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How shares, recipients and mounted catalogs are called: the same in both regions. A catalog of a group has a share, and numbered ones where
 * that one is full; no other catalog of any group has shares of these names.
 */
public final class ShareNames {
    private static final int HASH = 8;
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_]");
    private static final Pattern NUMBER = Pattern.compile("_[1-9][0-9]*");
    /** No table is called so by chance, as it may well be called by its name and eight digits of a date. */
    private static final String IN_THE_PLACE = "_twinlake_";

    private static final Pattern ANOTHER_TABLE = Pattern.compile(IN_THE_PLACE + "[0-9a-f]{" + HASH + "}");

    private ShareNames() {}

    /** The first share at the source, and the catalog at the replica in which it is mounted. */
    public static String share(GroupName group, String catalog) {
        String name = plain(group, catalog);
        // Two parts that hold the sign that joins them can be parted in two ways.
        return group.value().contains("_") || catalog.contains("_")
                ? hashed(legible(name), group.value() + "\u0000" + catalog)
                : safe(name);
    }

    /** The share that follows where all up to it are full; the first is number 1. */
    public static String share(GroupName group, String catalog, int number) {
        return share(group, catalog) + (number == 1 ? "" : "_" + number);
    }

    /**
     * Whether the share's name is one that a catalog of a group has or, up to version 1.0, had. One of those names may be another catalog's:
     * what is in the share tells.
     */
    public static boolean mayBeOf(GroupName group, String catalog, String share) {
        String first = share(group, catalog);
        return share.equals(safe(plain(group, catalog)))
                || (share.startsWith(first)
                        && (share.equals(first)
                                || NUMBER.matcher(share.substring(first.length()))
                                        .matches()));
    }

    public static String recipient(RegionName region) {
        return safe("twinlake_" + region.value());
    }

    /** The name that a share gives a table, {@code schema.table}: an alias where the table's own holds characters that no alias may have. */
    public static String alias(ObjectName table) {
        return safe(table.parent().name().toLowerCase(Locale.ROOT)) + "."
                + safe(table.name().toLowerCase(Locale.ROOT));
    }

    /**
     * The alias of a table that stands in the place of one that was dropped: recipients are told of a change late, and must not take the one
     * for the other.
     *
     * @param id of the table that stands there now
     */
    public static String alias(ObjectName table, String id) {
        return alias(table) + IN_THE_PLACE + hash(id);
    }

    /** Whether a name by which a share gives a table is that table's. */
    static boolean isAlias(ObjectName table, String alias) {
        return Stream.of(alias(table), own(table))
                .anyMatch(own -> alias.equals(own)
                        || (alias.startsWith(own)
                                && ANOTHER_TABLE
                                        .matcher(alias.substring(own.length()))
                                        .matches()));
    }

    private static String own(ObjectName table) {
        return String.join(".", List.of(table.parent().name(), table.name())).toLowerCase(Locale.ROOT);
    }

    private static String plain(GroupName group, String catalog) {
        return "twinlake_" + group.value() + "_" + catalog;
    }

    /** Names in a share take fewer characters than those of tables; a hash keeps names apart that would fall together. */
    private static String safe(String name) {
        String legible = legible(name);
        return legible.equals(name) ? name : hashed(legible, name);
    }

    private static String legible(String name) {
        return UNSAFE.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    private static String hashed(String legible, String of) {
        return legible + "_" + hash(of);
    }

    private static String hash(String of) {
        Digest digest = new Digest();
        digest.add(of);
        return digest.hex().substring(0, HASH);
    }
}
