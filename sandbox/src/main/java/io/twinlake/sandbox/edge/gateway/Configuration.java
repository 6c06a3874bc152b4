package io.twinlake.sandbox.edge.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the gateway goes by: the entities as they were a take-over delay ago. What is deployed before its start holds at once. */
public final class Configuration implements Deployments {

    private final Clock clock;
    private final Duration takeOver;
    private final Map<String, ObjectNode> current = new HashMap<>();
    private final PriorityQueue<Change> pending = new PriorityQueue<>();
    private final AtomicLong connections = new AtomicLong();
    private long sequence;
    private boolean serving;

    public Configuration(Clock clock, Duration takeOver) {
        this.clock = clock;
        this.takeOver = takeOver;
    }

    /** From now on, changes take the take-over delay. */
    public synchronized void startServing() {
        serving = true;
    }

    @Override
    public synchronized void deploy(String key, ObjectNode properties, Duration later) {
        schedule(key, properties.deepCopy(), later);
    }

    @Override
    public synchronized void withdraw(String key) {
        schedule(key, null, Duration.ZERO);
    }

    @Override
    public void reconnect() {
        connections.incrementAndGet();
    }

    /** The properties of the entity that hold now. */
    synchronized Optional<ObjectNode> find(String key) {
        takeOverDue();
        return Optional.ofNullable(current.get(key));
    }

    /** The entities of a type that hold now, by key. */
    synchronized Map<String, ObjectNode> all(String type) {
        takeOverDue();
        Map<String, ObjectNode> found = new HashMap<>(current);
        found.keySet().removeIf(key -> !key.startsWith(type + "/"));
        return found;
    }

    /** A number that grows with each wish for new connections. */
    long connections() {
        return connections.get();
    }

    private void schedule(String key, @Nullable ObjectNode properties, Duration later) {
        Duration delay = serving ? takeOver.plus(later) : later;
        pending.add(new Change(clock.instant().plus(delay), sequence++, key, properties));
    }

    private void takeOverDue() {
        Instant now = clock.instant();
        for (Change next = pending.peek(); next != null && !next.at.isAfter(now); next = pending.peek()) {
            pending.remove();
            if (next.properties == null) {
                current.remove(next.key);
            } else {
                current.put(next.key, next.properties);
            }
        }
    }

    private record Change(
            Instant at, long sequence, String key, @Nullable ObjectNode properties) implements Comparable<Change> {
        @Override
        public int compareTo(Change other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(sequence, other.sequence) : byTime;
        }
    }
}
