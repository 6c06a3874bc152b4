package io.twinlake.orchestrator.report;

import io.twinlake.ledger.parity.ParityState;
import io.twinlake.orchestrator.verify.VerifiedRun;
import java.util.Arrays;
import java.util.List;

/** What the page of a comparison asks of it: counts beside the honest denominator, and every object with its reason. */
public record ParityPage(VerifiedRun verified) {
    /** One state's share of all objects. */
    public record Share(String word, String label, int count, boolean inScope) {}

    /** All states that objects are in, worst first. */
    public List<Share> shares() {
        return Arrays.stream(ParityState.values())
                .map(state -> new Share(state.word(), label(state), count(state), state.inScope()))
                .filter(share -> share.count() > 0 || share.word().equals(ParityState.IN_SYNC.word()))
                .toList();
    }

    public int count(ParityState state) {
        return verified.parity().counts().of(state);
    }

    public int inScope() {
        return verified.parity().counts().inScope();
    }

    /** The outcome in one sentence. */
    public String sentence() {
        String equal = count(ParityState.IN_SYNC) + " of " + inScope() + " objects in scope are in sync";
        int unsupported = count(ParityState.UNSUPPORTED);
        String rest = switch (unsupported) {
            case 0 -> "";
            case 1 -> "; 1 is not supported and counts as not in sync";
            default -> "; " + unsupported + " are not supported and count as not in sync";
        };
        return equal + rest + ".";
    }

    /** Where a share begins in a bar of the given width, and how wide it is there. */
    public double width(int count, double whole) {
        int all = verified.parity().objects().size();
        return all == 0 ? 0 : whole * count / all;
    }

    /** A state in words. */
    public static String label(ParityState state) {
        return switch (state) {
            case IN_SYNC -> "in sync";
            case LAGGING -> "lagging";
            case LACKING -> "lacking";
            case DRIFTED -> "drifted";
            case MISSING -> "missing";
            case EXTRA -> "extra";
            case FAILED -> "not comparable";
            case UNKNOWN -> "unknown";
            case UNSUPPORTED -> "unsupported";
            case EXCLUDED -> "excluded";
        };
    }
}
