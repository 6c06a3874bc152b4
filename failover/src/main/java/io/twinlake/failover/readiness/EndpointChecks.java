package io.twinlake.failover.readiness;

import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.SwitchTarget;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.epoch.WitnessState;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.id.Epoch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the API could be turned, by whom it is turned, and whether the epoch's home answers. */
final class EndpointChecks {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final ReadinessParts parts;
    private final Standing standing;
    private @Nullable List<Asked> asked;

    EndpointChecks(ReadinessParts parts, Standing standing) {
        this.parts = parts;
        this.standing = standing;
    }

    List<Question> questions() {
        return List.of(
                new Question(
                        CheckName.ENDPOINTS,
                        "See whether Azure Resource Manager answers and whether Twinlake's identity may read and write"
                                + " the Functions' settings and the gateway's backend.",
                        this::endpoints),
                new Question(
                        CheckName.API_ANSWERS,
                        "Ask the Functions and the gateway yourself, with the headers that the configuration has.",
                        this::answers),
                new Question(
                        CheckName.API_ADMITS,
                        "Ask the Functions and the gateway yourself, with the headers that the configuration has.",
                        this::admits),
                new Question(CheckName.GATEWAY_HOME, "Read the configuration.", this::gatewayHome),
                new Question(
                        CheckName.WITNESS,
                        "See whether the witness' storage account answers and Twinlake's identity may write there;"
                                + " only a forced move may go on without it.",
                        this::witness));
    }

    private Check endpoints() {
        Switches switches = parts.switches();
        List<String> wrong = new ArrayList<>();
        for (EndpointSwitch each : switches.all()) {
            Optional<RegionName> serves = each.read().servedBy();
            if (serves.isEmpty()) {
                wrong.add("The switch " + each.name() + " is set to none of the group's regions.");
            }
        }
        for (EndpointSwitch front : switches.front()) {
            front.read()
                    .servedBy()
                    .filter(serves -> !serves.equals(standing.serving()))
                    .ifPresent(serves -> wrong.add("The " + front.name() + " sends requests to " + serves + ", and "
                            + standing.serving() + " is the primary."));
        }
        return wrong.isEmpty()
                ? Check.well(CheckName.ENDPOINTS, switches.all().size() + " switches answer.")
                : Check.failing(
                        CheckName.ENDPOINTS,
                        String.join(" ", wrong),
                        "Go on with a move that was broken off; without one, find out who changed them, and set them as the"
                                + " group's configuration has it.");
    }

    /** A cold Function may keep silent for a while: a move waits for it, and is not refused for it. */
    private Check answers() {
        List<Asked> silent = asked().stream().filter(each -> !each.isWell()).toList();
        return silent.isEmpty()
                ? Check.well(CheckName.API_ANSWERS, asked().size() + " endpoints answer as a client asks them.")
                : Check.failing(CheckName.API_ANSWERS, joined(silent, Asked::says), joined(silent, Asked::next));
    }

    /** As a move would ask behind its promotion: a key that is refused then is found now. What is left behind need not answer. */
    private Check admits() {
        List<Asked> refusing = asked().stream()
                .filter(each -> each.needed() && each.answer().kind().isRefusal())
                .toList();
        return refusing.isEmpty()
                ? Check.well(CheckName.API_ADMITS, "No endpoint refuses Twinlake's question.")
                : Check.failing(CheckName.API_ADMITS, joined(refusing, Asked::says), joined(refusing, Asked::next));
    }

    /** Each is asked once, for both checks. */
    private synchronized List<Asked> asked() {
        if (asked == null) {
            List<EndpointSwitch> left = parts.switches().behind(standing.serving());
            Map<EndpointSwitch, RegionName> endpoints = new LinkedHashMap<>();
            for (RegionName region : List.of(standing.serving(), standing.standby())) {
                parts.switches().behind(region).forEach(behind -> endpoints.put(behind, region));
            }
            parts.switches().front().forEach(front -> endpoints.put(front, standing.serving()));
            asked = endpoints.entrySet().parallelStream()
                    .map(each -> new Asked(
                            each.getKey().name(),
                            each.getValue(),
                            !left.contains(each.getKey()),
                            each.getKey().ask(ANSWERS_WITHIN)))
                    .toList();
        }
        return asked;
    }

    /**
     * What an endpoint answers, whichever region's rows it reads.
     *
     * @param needed whether a move to the standby asks it behind its promotion
     */
    private record Asked(String endpoint, RegionName expected, boolean needed, LookupAnswer answer) {
        boolean isWell() {
            return answer.isGood()
                    && answer.servedBy().filter(expected.value()::equals).isPresent();
        }

        String says() {
            return "The " + endpoint + " gave " + answer.message() + ", and should answer from " + expected + ".";
        }

        String next() {
            return answer.kind()
                    .next()
                    .orElseGet(() -> "See why the " + endpoint + " does not answer from " + expected + ".");
        }
    }

    private static String joined(List<Asked> unwell, Function<Asked, String> what) {
        return unwell.stream().map(what).distinct().collect(Collectors.joining(" "));
    }

    private Check gatewayHome() {
        List<SwitchTarget> front = standing.group().primacy().front();
        if (front.isEmpty()) {
            return Check.well(CheckName.GATEWAY_HOME, "The group has no gateway.");
        }
        List<SwitchTarget> lost = front.stream()
                .filter(target -> target.home().equals(standing.serving()))
                .toList();
        return lost.isEmpty()
                ? Check.well(
                        CheckName.GATEWAY_HOME,
                        named(front, SwitchTarget::service) + " is managed from " + named(front, SwitchTarget::home)
                                + ", which would not be lost with " + standing.serving() + ".")
                : Check.failing(
                        CheckName.GATEWAY_HOME,
                        named(lost, SwitchTarget::service) + " is managed from " + standing.serving()
                                + ", the region that a forced"
                                + " move would leave: while it is lost, no call can turn the "
                                + named(lost, SwitchTarget::name) + ".",
                        "Move the service's primary region, or give its backend a pool with circuit breakers, which"
                                + " turns by itself.");
    }

    private static String named(List<SwitchTarget> targets, Function<SwitchTarget, Object> what) {
        return targets.stream().map(what).map(Object::toString).collect(Collectors.joining(" and "));
    }

    private Check witness() {
        if (parts.witness().isEmpty()) {
            return Check.well(
                    CheckName.WITNESS,
                    "No witness is configured: who serves is known to this ledger alone, and hosts that do not share"
                            + " it are not kept apart.");
        }
        Optional<WitnessState> witnessed =
                parts.witness().get().read(standing.group().name());
        Epoch known = standing.epoch();
        if (witnessed
                .filter(state -> state.epoch().epoch().compareTo(known) < 0)
                .isPresent()) {
            return Check.failing(
                    CheckName.WITNESS,
                    "The witness stands at epoch " + witnessed.get().epoch().epoch() + ", this ledger at " + known
                            + ": a move was made without it.",
                    "The next sync or move tells it; until then no other host may move the group.");
        }
        return Check.well(
                CheckName.WITNESS,
                witnessed
                        .map(state -> "The witness answers: epoch "
                                + state.epoch().epoch() + ", " + state.epoch().effectivePrimary() + ".")
                        .orElse("The witness answers, and was not told of the group yet."));
    }
}
