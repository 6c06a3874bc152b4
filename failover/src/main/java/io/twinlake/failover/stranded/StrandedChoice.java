package io.twinlake.failover.stranded;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of commits that a forced move left behind in the old primary. */
public enum StrandedChoice {
    /** They are kept as tables of their own before their tables go back. */
    EXPORT,
    DISCARD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<StrandedChoice> of(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(word))
                .findFirst();
    }
}
