package io.twinlake.orchestrator.move.endpoint;

import io.twinlake.clients.endpoint.AnswerKind;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.Probe;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.endpoint.SwitchReading;
import io.twinlake.failover.endpoint.SwitchResult;
import io.twinlake.failover.endpoint.TurnProof;
import io.twinlake.ledger.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leads to the west, can be turned to the north, and then answers at its time, well or not; what is proven of it is settable. */
final class SwitchTwin implements EndpointSwitch {
    private final String name;
    private final Instant at;
    private final List<String> turned;
    private boolean good = true;
    private TurnProof.State state = TurnProof.State.PROVEN;

    /** @param turned gets its name when it is turned */
    SwitchTwin(String name, Instant at, List<String> turned) {
        this.name = name;
        this.at = at;
        this.turned = turned;
    }

    SwitchTwin silent() {
        good = false;
        return this;
    }

    SwitchTwin proving(TurnProof.State proof) {
        state = proof;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SwitchReading read() {
        return new SwitchReading(Map.of("url", "west"), Optional.empty(), null);
    }

    @Override
    public SwitchPlan plan(RegionName to) {
        return new SwitchPlan(name, to, read(), Map.of("url", to.value()));
    }

    @Override
    public SwitchResult apply(RunId run, SwitchPlan plan, Runnable guard) {
        turned.add(name);
        return new SwitchResult.Switched(read(), read());
    }

    @Override
    public LookupAnswer ask(Duration within) {
        return LookupAnswer.none(within, "nobody is asked by a turn itself");
    }

    @Override
    public Probe probe(RegionName expected, Duration within) {
        AnswerKind last = good ? AnswerKind.ANSWERED : AnswerKind.NOT_READY;
        return new Probe(good, Optional.of(expected), at, Duration.ZERO, 1, last, "HTTP 200");
    }

    @Override
    public TurnProof prove(RegionName expected) {
        return new TurnProof(state, at.plusSeconds(3), 5, "as it was seen");
    }
}
