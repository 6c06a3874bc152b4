package io.twinlake.runbooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a runbook is for; each kind has rules that its steps must keep. */
public enum RunbookKind {
    PLANNED_FAILOVER("planned-failover"),
    FORCED_FAILOVER("forced-failover"),
    FAILBACK("failback"),
    DRILL("drill");

    private final String word;

    RunbookKind(String word) {
        this.word = word;
    }

    /** How a runbook writes it; the built-in runbook of the kind has the same name. */
    public String word() {
        return word;
    }

    /** Whether it ends in another effective primary. */
    public boolean moves() {
        return this != DRILL;
    }

    public static Optional<RunbookKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(RunbookKind::word).toList();
    }
}
