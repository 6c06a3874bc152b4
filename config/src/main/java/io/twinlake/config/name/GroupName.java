package io.twinlake.config.name;

/** Names a failover group: what is replicated and moved together. */
public record GroupName(String value) {
    public GroupName {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a failover group's name is not blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
