package io.twinlake.orchestrator.command.shared;

import io.twinlake.catalogsync.parity.Tier;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How deep both sides are compared. */
public final class TierOption {
    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "metadata",
            converter = TierName.class,
            completionCandidates = TierNames.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); each includes the ones before.")
    private Tier tier = Tier.METADATA;

    public Tier tier() {
        return tier;
    }

    /** Reads a tier by the word that documents write. */
    private static final class TierName implements ITypeConverter<Tier> {
        @Override
        public Tier convert(String value) {
            return Arrays.stream(Tier.values())
                    .filter(tier -> tier.word().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "expected one of " + String.join(", ", new TierNames()) + " but was '" + value + "'"));
        }
    }

    /** The tiers' words. */
    private static final class TierNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Tier.values()).map(Tier::word).iterator();
        }
    }
}
