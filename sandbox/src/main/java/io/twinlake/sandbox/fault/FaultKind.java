package io.twinlake.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ways in which a sandbox server can misbehave. */
public enum FaultKind {
    /** The port refuses connections, and open ones are cut. */
    DOWN,
    /** No connection is accepted, and nothing on an open one is answered. */
    BLACKHOLE,
    /** Every answer comes later. */
    LATENCY,
    /** A request is answered with an error code and has no effect. */
    STATUS,
    /** Connections are accepted, requests are read and never answered; they have no effect. */
    HANG,
    /** A request waits before it has its effect, until the gate is opened. */
    GATE,
    /** Requests arrive and have their effect; the connection stays open and no answer comes. */
    ONE_WAY,
    /** The request has its effect, and the connection is cut before the answer. */
    DROP_RESPONSE,
    /** The storage of a region refuses what other regions' compute asks of it. */
    FIREWALL,
    /** Requests above a number per second are answered with 429. */
    RATE_LIMIT,
    /** A list is preceded by an empty page that carries the token of the next one. */
    EMPTY_PAGES,
    /** Bearer tokens used so far are refused with 401. */
    EXPIRE_TOKEN;

    /** The kind of that name, written as on the command line. */
    @JsonCreator
    public static FaultKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown fault '" + text + "': expected one of "
                        + Arrays.stream(values()).map(FaultKind::toString).collect(Collectors.joining(", "))));
    }

    /** Whether it acts on the port itself, and so on every path. */
    public boolean actsOnThePort() {
        return this == DOWN || this == BLACKHOLE;
    }

    /** The name on the command line and in JSON: lower case, with hyphens. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
