package io.twinlake.config.access;

/** A secret by value, already read from where the configuration points; it never prints itself. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "[redacted]";
    }
}
