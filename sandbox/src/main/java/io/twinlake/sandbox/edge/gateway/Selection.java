package io.twinlake.sandbox.edge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Chooses the backend of one request. Of a pool, the lowest priority that has a member whose breaker is closed, and in it a member
 * by weight; a single backend unless its breaker is open.
 */
final class Selection {

    private final Configuration configuration;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    Selection(Configuration configuration, Clock clock, RandomGenerator random) {
        this.configuration = configuration;
        this.clock = clock;
        this.random = random;
    }

    /** The target for a backend; empty when every breaker on the way is open. */
    Optional<Target> choose(String name) {
        String key = "backends/" + name.toLowerCase(Locale.ROOT);
        ObjectNode backend =
                configuration.find(key).orElseThrow(() -> new IllegalStateException("no backend '" + name + "'"));
        if (!"Pool".equalsIgnoreCase(backend.path("type").asText())) {
            return single(key, backend);
        }
        Map<Integer, List<Member>> groups = new TreeMap<>();
        for (JsonNode service : backend.path("pool").path("services")) {
            member(service)
                    .ifPresent(each -> groups.computeIfAbsent(
                                    service.path("priority").asInt(1), p -> new ArrayList<>())
                            .add(each));
        }
        return groups.values().stream().findFirst().map(this::byWeight);
    }

    /** Counts a target's answer. */
    void record(Target target, int status) {
        breaker(target.key()).ifPresent(breaker -> breaker.record(status, clock.instant()));
    }

    private Optional<Target> single(String key, ObjectNode backend) {
        boolean tripped =
                breaker(key).filter(each -> each.isTripped(clock.instant())).isPresent();
        return tripped ? Optional.empty() : Optional.of(Target.of(key, backend));
    }

    /** A pool's member that can take a request. */
    private Optional<Member> member(JsonNode service) {
        String id = service.path("id").asText();
        String key = "backends/" + id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return configuration
                .find(key)
                .flatMap(backend -> single(key, backend))
                .map(target -> new Member(target, service.path("weight").asInt(1)));
    }

    private Target byWeight(List<Member> members) {
        int drawn = random.nextInt(members.stream().mapToInt(Member::weight).sum());
        for (Member member : members) {
            drawn -= member.weight;
            if (drawn < 0) {
                return member.target;
            }
        }
        throw new IllegalStateException("a draw beyond the sum of the weights");
    }

    /** The backend's breaker, a new one when its rule has changed. */
    private Optional<CircuitBreaker> breaker(String key) {
        JsonNode rules = configuration
                .find(key)
                .<JsonNode>map(backend -> backend.path("circuitBreaker").path("rules"))
                .filter(found -> !found.isEmpty())
                .orElse(null);
        if (rules == null) {
            return Optional.ofNullable(breakers.remove(key)).filter(removed -> false);
        }
        CircuitBreaker.Rule rule = CircuitBreaker.Rule.of(rules.get(0));
        return Optional.of(breakers.compute(
                key, (k, had) -> had != null && had.rule().equals(rule) ? had : new CircuitBreaker(rule)));
    }

    private record Member(Target target, int weight) {}
}
