package io.twinlake.failover.endpoint;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.endpoint.AnswerKind;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.ProofTerms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A setting with an entity tag, whose next writes can be made to go wrong in the ways that Azure's do. */
final class SettingTwin implements Mechanism {
    /** What happens to one write. */
    enum Fate {
        DONE,
        /** It is done, and its answer is lost. */
        DONE_UNANSWERED,
        /** It is lost on its way, and so is its answer. */
        LOST,
        /** Azure says that it is busy, after it was done. */
        DONE_BUSY,
        /** Azure says that it is busy, and does nothing. */
        BUSY,
        /** Somebody changes another field right before it: its tag is stale. */
        STALE,
        /** Somebody sets the value to something else right before it. */
        OVERTAKEN,
        /** Somebody changes another field before it is even sent. */
        DISTURBED,
        /** Azure accepts it, and does nothing. */
        IGNORED,
        REFUSED
    }

    final Deque<Fate> fates = new ArrayDeque<>();
    final Deque<LookupAnswer> answers = new ArrayDeque<>();
    final List<Duration> patience = new ArrayList<>();
    String value = "west";
    int tag = 1;
    int writes;

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Map<String, String> valuesFor(RegionName region, SwitchReading now) {
        return Map.of("url", region.value());
    }

    @Override
    public SwitchReading read() {
        return new SwitchReading(Map.of("url", value), Optional.of(new RegionName(value)), "\"" + tag + "\"");
    }

    @Override
    public boolean write(SwitchReading over, Map<String, String> values) {
        writes++;
        Fate fate = fates.isEmpty() ? Fate.DONE : fates.remove();
        switch (fate) {
            case REFUSED -> throw failure(FailureCategory.PERMISSION, "AuthorizationFailed");
            case LOST -> throw failure(FailureCategory.TIMEOUT, null);
            case BUSY -> throw failure(FailureCategory.CONFLICT, "PessimisticConcurrencyConflict");
            case IGNORED -> {
                return true;
            }
            case DISTURBED -> {
                tag++;
                return false;
            }
            case STALE -> tag++;
            case OVERTAKEN -> {
                value = "south";
                tag++;
            }
            case DONE, DONE_UNANSWERED, DONE_BUSY -> {}
        }
        if (!("\"" + tag + "\"").equals(over.etag())) {
            throw failure(FailureCategory.CONFLICT, "PreconditionFailed");
        }
        value = values.get("url");
        tag++;
        if (fate == Fate.DONE_UNANSWERED) {
            throw failure(FailureCategory.UNAVAILABLE, null);
        }
        if (fate == Fate.DONE_BUSY) {
            throw failure(FailureCategory.CONFLICT, "PessimisticConcurrencyConflict");
        }
        return true;
    }

    @Override
    public LookupAnswer ask(Duration within) {
        patience.add(within);
        LookupAnswer next = answers.remove();
        if (answers.isEmpty()) {
            answers.add(next);
        }
        return next;
    }

    @Override
    public ProofTerms proof() {
        return new ProofTerms(3, Duration.ofSeconds(2));
    }

    @Override
    public String workspace(RegionName serving) {
        return serving + ".example";
    }

    @Override
    public Duration settles() {
        return Duration.ofMillis(300);
    }

    static LookupAnswer answer(int status, String servedBy) {
        AnswerKind kind = status == 200 ? AnswerKind.ANSWERED : AnswerKind.NOT_READY;
        return new LookupAnswer(
                kind, Optional.of(servedBy), Optional.empty(), "{}", Duration.ZERO, "HTTP " + status, Optional.empty());
    }

    /** A good answer from the rows of another workspace than its region's. */
    static LookupAnswer readFrom(String servedBy, String workspace) {
        return new LookupAnswer(
                AnswerKind.ANSWERED,
                Optional.of(servedBy),
                Optional.of(workspace),
                "{}",
                Duration.ZERO,
                "HTTP 200",
                Optional.empty());
    }

    /** A refusal that asks to be left alone for a while. */
    static LookupAnswer askedTooOften(Duration retryAfter) {
        return new LookupAnswer(
                AnswerKind.ASKED_TOO_OFTEN,
                Optional.empty(),
                Optional.empty(),
                "",
                Duration.ZERO,
                "HTTP 429",
                Optional.of(retryAfter));
    }

    static LookupAnswer held() {
        return LookupAnswer.none(Duration.ZERO, "no answer");
    }

    private static ClientException failure(FailureCategory category, String code) {
        return new ClientException(category, "change", "gateway", code, "Could not change gateway", null);
    }
}
