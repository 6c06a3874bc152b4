package io.twinlake.failover.endpoint;

import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.primacy.ProofTerms;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.time.Duration;

/**
 * The answers of an endpoint since the last one that was not as it should be: a row that is long enough proves that all instances have
 * turned which callers may meet. One answer proves one instance.
 */
final class ProofWindow {
    private final ProofTerms terms;
    private final Time time;
    private int good;
    private int told;
    private Deadline lasts;

    ProofWindow(ProofTerms terms, Time time) {
        this.terms = terms;
        this.time = time;
        this.lasts = time.deadline(terms.over());
    }

    /** @param good whether the new region answered well, and read nothing elsewhere */
    void add(LookupAnswer answer, boolean isGood) {
        if (!isGood) {
            good = 0;
            told = 0;
            return;
        }
        if (good == 0) {
            lasts = time.deadline(terms.over());
        }
        good++;
        told += answer.readsFrom().isPresent() ? 1 : 0;
    }

    /** Whether the row is as long as it must be, whatever the answers say of the workspace that they read. */
    boolean isWhole() {
        return good >= terms.answers() && lasts.isOver();
    }

    /** Whether each answer of the row names the workspace that it read. */
    boolean isTold() {
        return told == good;
    }

    /** How long a row that breaks now and then is waited for: twice its time, half a minute in which an app starts, and a second an answer. */
    Duration patience() {
        return terms.over().multipliedBy(2).plusSeconds(30L + terms.answers());
    }
}
