package io.twinlake.ledger.export;

import io.twinlake.ledger.export.signed.ExportName;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.ledger.export.signed.VerifiedExport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One ledger as its files tell it: a whole snapshot and every increment after it, each linked to the one before.
 *
 * @param files the snapshot first
 */
public record ExportChain(List<VerifiedExport> files) {
    public ExportChain {
        files = List.copyOf(files);
    }

    /** The last file, which says how far the chain reaches. */
    public VerifiedExport last() {
        return files.get(files.size() - 1);
    }

    /**
     * The names of the files that tell the newest state of one ledger: its newest snapshot and all that follows.
     *
     * @param names the ledger's files, as many as were found
     * @throws RefusedExport when there is no snapshot, or a file is missing behind it
     */
    public static List<ExportName> newest(Collection<ExportName> names) {
        ExportName snapshot = names.stream()
                .filter(name -> name.kind() == ExportName.Kind.SNAPSHOT)
                .max(Comparator.comparingLong(ExportName::sequence))
                .orElseThrow(() -> new RefusedExport("There are increments and no snapshot that they could follow."));
        NavigableMap<Long, ExportName> increments = new TreeMap<>();
        names.stream()
                .filter(name -> name.kind() == ExportName.Kind.INCREMENT && name.sequence() > snapshot.sequence())
                .forEach(name -> increments.put(name.sequence(), name));
        List<ExportName> chain = new ArrayList<>(List.of(snapshot));
        for (ExportName increment : increments.values()) {
            long next = chain.get(chain.size() - 1).sequence() + 1;
            if (increment.sequence() != next) {
                throw new RefusedExport(
                        new ExportName(increment.ledger(), next, ExportName.Kind.INCREMENT) + " is missing.");
            }
            chain.add(increment);
        }
        return chain;
    }

    /**
     * Reads the chain's files and follows their links.
     *
     * @throws RefusedExport when one is not the successor of the one before
     */
    public static ExportChain of(List<ExportName> names, Function<ExportName, VerifiedExport> reading) {
        List<VerifiedExport> files = new ArrayList<>();
        for (ExportName name : names) {
            VerifiedExport file = reading.apply(name);
            if (!files.isEmpty()
                    && !file.header()
                            .previous()
                            .equals(files.get(files.size() - 1).link())) {
                throw new RefusedExport(name + " does not follow "
                        + files.get(files.size() - 1).name() + ": one of them was replaced.");
            }
            files.add(file);
        }
        return new ExportChain(files);
    }
}
