package io.twinlake.catalogsync.change;

import io.twinlake.catalogsync.securable.Securable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The fields in which two objects differ, by name. */
public final class Differences {
    private Differences() {}

    /** All fields, access and tags included. */
    public static List<FieldDifference> between(Securable wanted, Securable replica) {
        List<FieldDifference> differences = new ArrayList<>(ofDefinition(wanted, replica));
        differences.addAll(ofAccess(wanted, replica));
        differences.addAll(ofTags(wanted, replica));
        return differences;
    }

    /** Fields of the definition only, where both sides tell theirs. */
    public static List<FieldDifference> ofDefinition(Securable wanted, Securable replica) {
        return wanted.definition().isTold() && replica.definition().isTold()
                ? between(wanted.definitionFields(), replica.definitionFields())
                : List.of();
    }

    /** Owner and grants only, where both sides know them. */
    public static List<FieldDifference> ofAccess(Securable wanted, Securable replica) {
        return between(
                wanted.access().wantedBeside(replica.access()), replica.access().thereBeside(wanted.access()));
    }

    /** Tags only, where both sides know them. */
    public static List<FieldDifference> ofTags(Securable wanted, Securable replica) {
        return wanted.tags() == null || replica.tags() == null
                ? List.of()
                : between(wanted.tags().fields(), replica.tags().fields());
    }

    private static List<FieldDifference> between(SortedMap<String, String> wanted, SortedMap<String, String> replica) {
        SortedSet<String> names = new TreeSet<>(wanted.keySet());
        names.addAll(replica.keySet());
        List<FieldDifference> differences = new ArrayList<>();
        for (String name : names) {
            String left = wanted.get(name);
            String right = replica.get(name);
            if (left == null || !left.equals(right)) {
                differences.add(new FieldDifference(name, left, right));
            }
        }
        return differences;
    }
}
