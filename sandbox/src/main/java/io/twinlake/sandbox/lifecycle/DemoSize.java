package io.twinlake.sandbox.lifecycle;

/**
 * How much demo data the primary gets.
 *
 * @param rows rows of the API's table
 * @param scale TPC-H's scale factor; 1 is about 1 GB
 * @param empty true for none at all
 */
public record DemoSize(long rows, double scale, boolean empty) {

    public DemoSize {
        if (rows < 0 || scale <= 0) {
            throw new IllegalArgumentException("--rows takes 0 or more, --scale a number above 0");
        }
    }
}
