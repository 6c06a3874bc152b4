package io.twinlake.ledger.id;

/** A number that grows with every promotion: the fencing token of every write. */
public record Epoch(long number) implements Comparable<Epoch> {
    public static final Epoch FIRST = new Epoch(1);

    /** The epoch that the next promotion begins. */
    public Epoch next() {
        return new Epoch(number + 1);
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
