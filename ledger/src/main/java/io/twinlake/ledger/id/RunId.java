package io.twinlake.ledger.id;

/** Names one run; sortable by start time. */
public record RunId(String value) implements Comparable<RunId> {
    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
