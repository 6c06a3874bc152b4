package io.twinlake.config.name;

/** Names one of the configured regions, for example {@code westeurope}. */
public record RegionName(String value) {
    public RegionName {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a region's name is not blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
